package dev.vethlab.tool.ip.listing;

import dev.vethlab.kernel.address.DevConf;
import dev.vethlab.kernel.address.InDevice;
import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.rtnetlink.Links;
import dev.vethlab.tool.ip.grammar.AddressFamily;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.Color;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.List;
import java.util.function.ToIntFunction;

/** {@code ip netconf} ({@code do_ipnetconf}): some settings of devices, of {@code all} and {@code default}. */
public final class NetconfCommand extends ListingCommand {

    private static final List<String> RP_FILTERS = List.of("off", "strict", "loose");

    public NetconfCommand() {
        super("netconf", "Usage: ip netconf show [ dev STRING ]\n");
    }

    @Override
    int show(IpContext context, Arguments arguments) {
        int wanted = 0;
        while (arguments.hasNext()) {
            if (arguments.next().equals("dev")) {
                String name = arguments.next();
                wanted = context.devices().indexOf(name);
                if (wanted <= 0) {
                    throw ExitException.err(ExitException.FAILURE, "Device \"" + name + "\" does not exist.\n");
                }
            }
        }
        new Links(context.namespace().net()).dump();
        AddressFamily family = context.options().family();
        list(context, wanted, family);
        return 0;
    }

    /** One device of one family is asked for by itself, and is no document of JSON then. */
    private static void list(IpContext context, int wanted, AddressFamily family) {
        Output output = context.output();
        boolean isInet = family == AddressFamily.UNSPEC || family == AddressFamily.INET;
        boolean isAsked = wanted != 0 && (family == AddressFamily.INET || family == AddressFamily.INET6);
        if (!isAsked) {
            output.begin();
        }
        if (isInet) {
            listInet(context, wanted);
        }
        if (family == AddressFamily.UNSPEC || family == AddressFamily.INET6) {
            listIpv6(context, wanted);
        }
        if (!isAsked) {
            output.end();
        }
    }

    private static void listInet(IpContext context, int wanted) {
        Output output = context.output();
        InetDevices inet = context.namespace().inet();
        for (InDevice device : inet.all()) {
            if (wanted == 0 || device.device().index() == wanted) {
                print(output, "inet", device.device().name(), device::conf);
            }
        }
        if (wanted == 0) {
            print(output, "inet", "all", inet::all);
            print(output, "inet", "default", inet::defaults);
        }
    }

    private static void listIpv6(IpContext context, int wanted) {
        Ipv6Settings settings = new Ipv6Settings(context.namespace().sysctls());
        for (NetDevice device : context.namespace().net().devices().all()) {
            if (device.hasIpv6() && (wanted == 0 || device.index() == wanted)) {
                printIpv6(context.output(), device.name(), settings);
            }
        }
        if (wanted == 0) {
            printIpv6(context.output(), "all", settings);
            printIpv6(context.output(), "default", settings);
        }
    }

    private static void print(Output output, String family, String name, ToIntFunction<DevConf> conf) {
        output.openObject();
        output.string("family", "%s ", family);
        output.string(Color.IFNAME, "interface", "%s ", name);
        output.onOff("forwarding", "forwarding %s ", conf.applyAsInt(DevConf.FORWARDING) != 0);
        int filter = conf.applyAsInt(DevConf.RP_FILTER);
        if (filter >= 0 && filter < RP_FILTERS.size()) {
            output.string("rp_filter", "rp_filter %s ", RP_FILTERS.get(filter));
        } else {
            output.number("rp_filter", "rp_filter %u ", Integer.toUnsignedLong(filter));
        }
        output.onOff("mc_forwarding", "mc_forwarding %s ", conf.applyAsInt(DevConf.MC_FORWARDING) != 0);
        output.onOff("proxy_neigh", "proxy_neigh %s ", conf.applyAsInt(DevConf.PROXY_ARP) != 0);
        output.onOff(
                "ignore_routes_with_linkdown",
                "ignore_routes_with_linkdown %s ",
                conf.applyAsInt(DevConf.IGNORE_ROUTES_WITH_LINKDOWN) != 0);
        output.closeObject();
        output.newline();
    }

    private static void printIpv6(Output output, String name, Ipv6Settings settings) {
        output.openObject();
        output.string("family", "%s ", "inet6");
        output.string(Color.IFNAME, "interface", "%s ", name);
        output.onOff("forwarding", "forwarding %s ", settings.isOn(name, "forwarding"));
        output.onOff("mc_forwarding", "mc_forwarding %s ", settings.isOn(name, "mc_forwarding"));
        output.onOff("proxy_neigh", "proxy_neigh %s ", settings.isOn(name, "proxy_ndp"));
        output.onOff(
                "ignore_routes_with_linkdown",
                "ignore_routes_with_linkdown %s ",
                settings.isOn(name, "ignore_routes_with_linkdown"));
        output.closeObject();
        output.newline();
    }
}
