package dev.vethlab.tool.ip.link;

import dev.vethlab.kernel.rtnetlink.LinkRequest;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import java.util.Optional;

/** {@code type veth peer ...} (ip/link_veth.c). */
final class VethType implements LinkType {

    @Override
    public String id() {
        return "veth";
    }

    @Override
    public String usage() {
        return LinkUsage.VETH;
    }

    /** {@code veth_parse_opt}. */
    @Override
    public void parse(IpContext context, Arguments arguments, LinkRequest request, boolean creates) {
        if (!arguments.take("peer")) {
            throw ExitException.out(ExitException.FAILURE, LinkUsage.VETH);
        }
        LinkRequest peer = new LinkRequest();
        Optional<String> type = new LinkParser(context, arguments, peer, creates).parse();
        if (type.isPresent()) {
            throw ExitException.duplicate("type", type.get());
        }
        request.peer(peer);
    }

    @Override
    public boolean prints() {
        return false;
    }
}
