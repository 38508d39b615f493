package dev.vethlab.tool.ip.link;

import dev.vethlab.kernel.rtnetlink.LinkData;
import dev.vethlab.kernel.rtnetlink.LinkOptions;
import dev.vethlab.kernel.rtnetlink.LinkRequest;
import dev.vethlab.kernel.rtnetlink.TunInfo;
import dev.vethlab.kernel.tun.TunSettings;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.OptionalLong;

/** How {@code ip link} prints tun and tap devices (ip/iptuntap.c: {@code tun_link_util}); it has no words for them. */
final class TunType implements LinkType {

    @Override
    public String id() {
        return "tun";
    }

    @Override
    public String usage() {
        return "";
    }

    @Override
    public void parse(IpContext context, Arguments arguments, LinkRequest request, boolean creates) {
        arguments.rest();
        request.options(LinkOptions.NONE);
    }

    /** {@code tun_print_opt}. */
    @Override
    public void print(IpContext context, LinkData data) {
        TunInfo info = (TunInfo) data;
        TunSettings settings = info.settings();
        Output output = context.output();
        output.string("type", "type %s ", settings.type());
        output.onOff("pi", "pi %s ", settings.packetInformation());
        output.onOff("vnet_hdr", "vnet_hdr %s ", settings.networkHeader());
        if (settings.multiQueue()) {
            output.bool("multi_queue", "multi_queue ", true);
            output.number("numqueues", "numqueues %u ", info.readers());
            output.number("numdisabled", "numdisabled %u ", 0);
        } else {
            output.jsonBool("multi_queue", false);
        }
        output.onOff("persist", "persist %s ", true);
        printOwner(output, "user", settings.owner());
        printOwner(output, "group", settings.group());
    }

    private static void printOwner(Output output, String key, OptionalLong id) {
        if (id.isEmpty()) {
            return;
        }
        if (id.getAsLong() == 0) {
            output.string(key, key + " %s ", "root");
        } else {
            output.number(key, key + " %u ", id.getAsLong());
        }
    }
}
