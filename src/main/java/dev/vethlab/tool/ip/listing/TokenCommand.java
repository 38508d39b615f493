package dev.vethlab.tool.ip.listing;

import dev.vethlab.kernel.device.DeviceFlags;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.rtnetlink.Links;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.Color;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Output;

/** {@code ip token} ({@code do_iptoken}): the lower halves of addresses of IPv6, which nobody sets here. */
public final class TokenCommand extends ListingCommand {

    public TokenCommand() {
        super("token", "Usage: ip token [ list | set | del | get ] [ TOKEN ] [ dev DEV ]\n");
    }

    @Override
    int show(IpContext context, Arguments arguments) {
        int wanted = 0;
        while (arguments.hasNext() && wanted == 0) {
            if (arguments.next().equals("dev")) {
                String name = arguments.next();
                wanted = context.devices().indexOf(name);
                if (wanted == 0) {
                    throw ExitException.invalid("dev is invalid\n", name);
                }
            }
        }
        new Links(context.namespace().net()).dump();
        Output output = context.output();
        output.begin();
        for (NetDevice device : context.namespace().net().devices().all()) {
            boolean speaks =
                    device.hasIpv6() && (device.flags() & (DeviceFlags.IFF_LOOPBACK | DeviceFlags.IFF_NOARP)) == 0;
            if (speaks && (wanted == 0 || device.index() == wanted)) {
                output.openObject();
                output.text("token ");
                output.string(Color.INET6, "token", "%s", "::");
                output.text(" dev ");
                output.string(Color.IFNAME, "ifname", "%s\n", device.name());
                output.closeObject();
            }
        }
        output.end();
        return 0;
    }

    @Override
    int other(String word, IpContext context, Arguments arguments) {
        if (Arguments.matches(word, "get")) {
            return show(context, arguments);
        }
        if (Arguments.matches(word, "set") || Arguments.matches(word, "add") || Arguments.matches(word, "delete")) {
            throw notSimulated("ip token " + word);
        }
        return super.other(word, context, arguments);
    }
}
