package dev.vethlab.tool.ip.link;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.rtnetlink.LinkData;
import dev.vethlab.kernel.rtnetlink.LinkRequest;
import dev.vethlab.kernel.rtnetlink.TunnelInfo;
import dev.vethlab.kernel.rtnetlink.TunnelOptions;
import dev.vethlab.kernel.tunnel.TunnelConfig;
import dev.vethlab.kernel.tunnel.TunnelDevice;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code type ipip ...} (ip/link_iptnl.c) and {@code type gre|gretap ...} (ip/link_gre.c). */
final class TunnelType implements LinkType {

    private final String id;
    private final boolean gre;

    TunnelType(String id) {
        this.id = id;
        this.gre = !id.equals("ipip");
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String usage() {
        String keys = gre ? """
                \t\t\t[ [no][i|o]seq ]
                \t\t\t[ [i|o]key KEY | no[i|o]key ]
                \t\t\t[ [no][i|o]csum ]
                """ : "";
        String middle = gre
                ? "\t\t\t[ [no]ignore-df ]\n"
                : "\t\t\t[ 6rd-prefix ADDR ]\n\t\t\t[ 6rd-relay_prefix ADDR ]\n\t\t\t[ 6rd-reset ]\n";
        return String.format("Usage: ... %-9s\t[ remote ADDR ]\n", id)
                + "\t\t\t[ local ADDR ]\n"
                + keys
                + "\t\t\t[ ttl TTL ]\n\t\t\t[ tos TOS ]\n\t\t\t[ [no]pmtudisc ]\n"
                + middle
                + "\t\t\t[ dev PHYS_DEV ]\n\t\t\t[ fwmark MARK ]\n\t\t\t[ external ]\n\t\t\t[ noencap ]\n"
                + "\t\t\t[ encap { fou | gue | none } ]\n\t\t\t[ encap-sport PORT ]\n\t\t\t[ encap-dport PORT ]\n"
                + "\t\t\t[ [no]encap-csum ]\n\t\t\t[ [no]encap-csum6 ]\n\t\t\t[ [no]encap-remcsum ]\n"
                + (gre ? "" : "\t\t\t[ mode { ipip | mplsip | any } ]\n")
                + "\nWhere:\tADDR := { IP_ADDRESS | any }\n\tTOS  := { NUMBER | inherit }\n"
                + "\tTTL  := { 1..255 | inherit }\n"
                + (gre ? "\tKEY  := { DOTTED_QUAD | NUMBER }\n" : "")
                + "\tMARK := { 0x0..0xffffffff }\n";
    }

    /** A change begins with what the tunnel is like, as iproute2 asks before. */
    @Override
    public void parse(IpContext context, Arguments arguments, LinkRequest request, boolean creates) {
        TunnelOptions options = new TunnelOptions();
        new TunnelWords(context, arguments, gre, usage())
                .read(options, creates ? Optional.empty() : present(context, request));
        request.options(options);
    }

    private static Optional<TunnelConfig> present(IpContext context, LinkRequest request) {
        return request.index() == 0
                ? Optional.empty()
                : context.namespace()
                        .net()
                        .devices()
                        .byIndex(request.index())
                        .filter(TunnelDevice.class::isInstance)
                        .map(device -> ((TunnelDevice) device).config());
    }

    /** {@code iptunnel_print_opt}, {@code gre_print_opt}. */
    @Override
    public void print(IpContext context, LinkData data) {
        TunnelConfig config = ((TunnelInfo) data).config();
        Output output = context.output();
        boolean external = ((TunnelInfo) data).external();
        if (external) {
            output.bool("external", "external ", true);
        }
        if (!gre) {
            output.string("proto", "%s ", "any");
        }
        output.string("remote", "remote %s ", end(config.remote()));
        output.string("local", "local %s ", end(config.local()));
        if (config.device() != 0) {
            output.string("link", "dev %s ", context.devices().nameOf(config.device()));
        }
        if (config.ttl() == 0 && !output.isJson()) {
            output.text("ttl inherit ");
        } else {
            output.number("ttl", "ttl %u ", config.ttl());
        }
        printTos(output, config.tos());
        output.jsonBool("pmtudisc", config.pathMtuDiscovery());
        if (!config.pathMtuDiscovery()) {
            output.text("nopmtudisc ");
        } else if (!gre) {
            output.text("pmtudisc ");
        }
        if (gre && !external) {
            printGre(output, config);
        }
    }

    private static String end(Ipv4Address address) {
        return address.isAny() ? "any" : address.toString();
    }

    private static void printTos(Output output, int tos) {
        if (tos == 1 && !output.isJson()) {
            output.text("tos inherit ");
        } else if (tos != 0) {
            output.prefixedHex("tos", "tos %#llx ", tos);
        }
    }

    private static void printGre(Output output, TunnelConfig config) {
        printKey(output, "ikey", config.inKey());
        printKey(output, "okey", config.outKey());
        printIf(output, config.sequence().in(), "iseq");
        printIf(output, config.sequence().out(), "oseq");
        printIf(output, config.checksum().in(), "icsum");
        printIf(output, config.checksum().out(), "ocsum");
    }

    private static void printKey(Output output, String word, OptionalInt key) {
        if (key.isPresent()) {
            output.string(word, word + " %s ", new Ipv4Address(key.getAsInt()).toString());
        }
    }

    private static void printIf(Output output, boolean set, String word) {
        if (set) {
            output.bool(word, word + " ", true);
        }
    }
}
