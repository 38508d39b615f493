package dev.vethlab.tool.ip.link;

import dev.vethlab.kernel.rtnetlink.LinkOptions;
import dev.vethlab.kernel.rtnetlink.LinkRequest;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.IpContext;

/** {@code type dummy} (ip/iplink_dummy.c), which has no words: whatever stands there is passed over. */
final class DummyType implements LinkType {

    @Override
    public String id() {
        return "dummy";
    }

    @Override
    public String usage() {
        return "Usage: ... dummy\n";
    }

    @Override
    public void parse(IpContext context, Arguments arguments, LinkRequest request, boolean creates) {
        arguments.rest();
        request.options(LinkOptions.NONE);
    }

    @Override
    public boolean prints() {
        return false;
    }
}
