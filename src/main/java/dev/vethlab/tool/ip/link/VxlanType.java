package dev.vethlab.tool.ip.link;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.rtnetlink.LinkData;
import dev.vethlab.kernel.rtnetlink.LinkRequest;
import dev.vethlab.kernel.rtnetlink.VxlanInfo;
import dev.vethlab.kernel.vxlan.VxlanConfig;
import dev.vethlab.kernel.vxlan.VxlanConfig.DontFragment;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.Locale;

/** {@code type vxlan ...} (ip/iplink_vxlan.c). */
final class VxlanType implements LinkType {

    static final String USAGE = """
            Usage: ... vxlan id VNI
            \t\t[ { group | remote } IP_ADDRESS ]
            \t\t[ local ADDR ]
            \t\t[ ttl TTL ]
            \t\t[ tos TOS ]
            \t\t[ df DF ]
            \t\t[ flowlabel LABEL ]
            \t\t[ dev PHYS_DEV ]
            \t\t[ dstport PORT ]
            \t\t[ srcport MIN MAX ]
            \t\t[ [no]learning ]
            \t\t[ [no]proxy ]
            \t\t[ [no]rsc ]
            \t\t[ [no]l2miss ]
            \t\t[ [no]l3miss ]
            \t\t[ ageing SECONDS ]
            \t\t[ maxaddress NUMBER ]
            \t\t[ [no]udpcsum ]
            \t\t[ [no]udp6zerocsumtx ]
            \t\t[ [no]udp6zerocsumrx ]
            \t\t[ [no]remcsumtx ] [ [no]remcsumrx ]
            \t\t[ [no]external ] [ gbp ] [ gpe ]
            \t\t[ [no]vnifilter ]

            Where:\tVNI\t:= 0-16777215
            \tADDR\t:= { IP_ADDRESS | any }
            \tTOS\t:= { NUMBER | inherit }
            \tTTL\t:= { 1..255 | auto | inherit }
            \tDF\t:= { unset | set | inherit }
            \tLABEL := 0-1048575
            """;

    @Override
    public String id() {
        return "vxlan";
    }

    @Override
    public String usage() {
        return USAGE;
    }

    @Override
    public void parse(IpContext context, Arguments arguments, LinkRequest request, boolean creates) {
        request.options(new VxlanWords(context, arguments, creates).read());
    }

    /** {@code vxlan_print_opt}. */
    @Override
    public void print(IpContext context, LinkData data) {
        VxlanConfig config = ((VxlanInfo) data).config();
        Output output = context.output();
        if (config.external) {
            output.bool("external", "external ", true);
        }
        output.number("id", "id %u ", config.vni);
        if (!config.remote.isAny()) {
            boolean group = config.remote.isMulticast();
            printAddress(output, group ? "group" : "remote", config.remote);
        }
        if (!config.local.isAny()) {
            printAddress(output, "local", config.local);
        }
        if (config.device != 0) {
            output.string("link", "dev %s ", context.devices().nameOf(config.device));
        }
        printPorts(output, config);
        printFlags(output, config);
        printHeader(output, config);
        printAgeing(output, config);
        printChecksums(output, config);
    }

    private static void printAddress(Output output, String key, Ipv4Address address) {
        output.string(key, key + " %s ", address.toString());
    }

    private static void printPorts(Output output, VxlanConfig config) {
        output.openObject("port_range");
        output.jsonNumber("low", config.lowPort);
        output.jsonNumber("high", config.highPort);
        output.closeObject();
        output.text("srcport " + config.lowPort + " " + config.highPort + " ");
        output.number("port", "dstport %u ", config.port);
    }

    private static void printFlags(Output output, VxlanConfig config) {
        output.jsonBool("learning", config.learning);
        if (!config.learning) {
            output.text("nolearning ");
        }
        printIf(output, config.proxy, "proxy");
        printIf(output, config.shortCircuit, "rsc");
        printIf(output, config.linkMisses, "l2miss");
        printIf(output, config.networkMisses, "l3miss");
    }

    private static void printIf(Output output, boolean set, String word) {
        if (set) {
            output.bool(word, word + " ", true);
        }
    }

    private static void printHeader(Output output, VxlanConfig config) {
        if (config.tos == 1 && !output.isJson()) {
            output.text("tos inherit ");
        } else if (config.tos != 0) {
            output.prefixedHex("tos", "tos %#llx ", config.tos);
        }
        if (config.inheritTtl) {
            output.text("ttl inherit ");
        } else if (config.ttl == 0 && !output.isJson()) {
            output.text("ttl auto ");
        } else {
            output.number("ttl", "ttl %u ", config.ttl);
        }
        String df = config.dontFragment.name().toLowerCase(Locale.ROOT);
        if (config.dontFragment == DontFragment.UNSET) {
            output.jsonString("df", df);
        } else {
            output.string("df", "df %s ", df);
        }
    }

    private static void printAgeing(Output output, VxlanConfig config) {
        if (config.ageing == 0) {
            output.number("ageing", "ageing none ", 0);
        } else {
            output.number("ageing", "ageing %u ", config.ageing);
        }
        if (config.limit != 0) {
            output.number("limit", "maxaddr %u ", config.limit);
        }
    }

    private static void printChecksums(Output output, VxlanConfig config) {
        output.jsonBool("udp_csum", config.checksum);
        output.text(config.checksum ? "udpcsum " : "noudpcsum ");
        output.jsonBool("udp_zero_csum6_tx", false);
        output.text("noudp6zerocsumtx ");
        output.jsonBool("udp_zero_csum6_rx", config.zeroChecksum6);
        output.text(config.zeroChecksum6 ? "udp6zerocsumrx " : "noudp6zerocsumrx ");
    }
}
