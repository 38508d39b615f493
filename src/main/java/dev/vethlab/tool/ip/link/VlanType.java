package dev.vethlab.tool.ip.link;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.rtnetlink.LinkData;
import dev.vethlab.kernel.rtnetlink.LinkRequest;
import dev.vethlab.kernel.rtnetlink.VlanInfo;
import dev.vethlab.kernel.rtnetlink.VlanOptions;
import dev.vethlab.kernel.vlan.PriorityMaps.Mapping;
import dev.vethlab.kernel.vlan.VlanDevice;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.EthernetProtocols;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Numbers;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.List;
import java.util.OptionalLong;

/** {@code type vlan ...} (ip/iplink_vlan.c). */
final class VlanType implements LinkType {

    private static final String USAGE = """
            Usage: ... vlan id VLANID
            \t\t[ protocol VLANPROTO ]
            \t\t[ reorder_hdr { on | off } ]
            \t\t[ gvrp { on | off } ]
            \t\t[ mvrp { on | off } ]
            \t\t[ loose_binding { on | off } ]
            \t\t[ bridge_binding { on | off } ]
            \t\t[ ingress-qos-map QOS-MAP ]
            \t\t[ egress-qos-map QOS-MAP ]

            VLANID := 0-4095
            VLANPROTO: [ 802.1Q | 802.1ad ]
            QOS-MAP := [ QOS-MAP ] QOS-MAPPING
            QOS-MAPPING := FROM:TO
            """;

    /** The flags as they are written on the command line, with their bits, in the order in which they are printed. */
    private static final List<Flag> FLAGS = List.of(
            new Flag("reorder_hdr", VlanDevice.REORDER_HDR),
            new Flag("gvrp", VlanDevice.GVRP),
            new Flag("mvrp", VlanDevice.MVRP),
            new Flag("loose_binding", VlanDevice.LOOSE_BINDING),
            new Flag("bridge_binding", VlanDevice.BRIDGE_BINDING));

    private record Flag(String word, int bit) {}

    @Override
    public String id() {
        return "vlan";
    }

    @Override
    public String usage() {
        return USAGE;
    }

    /** {@code vlan_parse_opt}. */
    @Override
    public void parse(IpContext context, Arguments arguments, LinkRequest request, boolean creates) {
        VlanOptions options = new VlanOptions();
        request.options(options);
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (matches(word, "protocol")) {
                String protocol = arguments.next();
                options.protocol = EthernetProtocols.number(protocol);
                if (options.protocol.isEmpty()) {
                    throw ExitException.invalid("protocol is invalid", protocol);
                }
            } else if (matches(word, "id")) {
                String id = arguments.next();
                options.id = Numbers.u16(id, 0);
                if (options.id.isEmpty()) {
                    throw ExitException.invalid("id is invalid", id);
                }
            } else if (!readFlag(word, arguments, options)) {
                readMap(word, arguments, options);
            }
        }
    }

    private static boolean readFlag(String word, Arguments arguments, VlanOptions options) {
        for (Flag flag : FLAGS) {
            if (matches(word, flag.word)) {
                String value = arguments.next();
                if (!value.equals("on") && !value.equals("off")) {
                    throw ExitException.err(
                            ExitException.FAILURE,
                            "Error: argument of \"" + flag.word + "\" must be \"on\" or \"off\", not \"" + value
                                    + "\"\n");
                }
                options.flagMask |= flag.bit;
                options.flags = value.equals("on") ? options.flags | flag.bit : options.flags & ~flag.bit;
                return true;
            }
        }
        return false;
    }

    private static void readMap(String word, Arguments arguments, VlanOptions options) {
        if (matches(word, "ingress-qos-map")) {
            readMappings("ingress-qos-map", arguments, options.ingress);
        } else if (matches(word, "egress-qos-map")) {
            readMappings("egress-qos-map", arguments, options.egress);
        } else if (matches(word, "help")) {
            throw ExitException.err(ExitException.FAILURE, USAGE);
        } else {
            throw ExitException.err(ExitException.FAILURE, "vlan: unknown command \"" + word + "\"?\n" + USAGE);
        }
    }

    /** {@code parse_mapping}: as long as words have a colon. */
    private static void readMappings(String key, Arguments arguments, List<Mapping> mappings) {
        while (arguments.peek().contains(":")) {
            String word = arguments.next();
            int colon = word.indexOf(':');
            OptionalLong from = Numbers.u32(word.substring(0, colon), 0);
            OptionalLong to = Numbers.u32(word.substring(colon + 1), 0);
            if (from.isEmpty() || to.isEmpty()) {
                throw ExitException.invalid("invalid " + key, word.substring(0, colon));
            }
            mappings.add(new Mapping((int) from.getAsLong(), (int) to.getAsLong()));
        }
    }

    /** {@code vlan_print_opt}. */
    @Override
    public void print(IpContext context, LinkData data) {
        VlanInfo vlan = (VlanInfo) data;
        Output output = context.output();
        output.string("protocol", "protocol %s ", EthernetProtocols.name(vlan.protocol()));
        output.number("id", "id %u ", vlan.id());
        if (vlan.flags() != 0) {
            printFlags(output, vlan.flags());
        }
        printMap(output, "ingress_qos", "ingress-qos-map", vlan.ingress());
        printMap(output, "egress_qos", "egress-qos-map", vlan.egress());
    }

    private static void printFlags(Output output, int flags) {
        int left = flags;
        output.openArray("flags", "<");
        for (Flag flag : FLAGS) {
            if ((left & flag.bit) != 0) {
                left &= ~flag.bit;
                output.element(left != 0 ? "%s," : "%s", flag.word.toUpperCase(java.util.Locale.ROOT));
            }
        }
        output.closeArray("> ");
    }

    private static void printMap(Output output, String key, String word, List<Mapping> mappings) {
        if (mappings.isEmpty()) {
            return;
        }
        output.openArray(key);
        output.lineBreak();
        output.text("      %s { ", word);
        for (Mapping mapping : mappings) {
            output.openObject();
            output.jsonNumber("from", mapping.from() & 0xffff_ffffL);
            output.jsonNumber("to", mapping.to() & 0xffff_ffffL);
            output.closeObject();
            output.text(Integer.toUnsignedString(mapping.from()) + ":" + Integer.toUnsignedString(mapping.to()) + " ");
        }
        output.closeArray();
        output.text("} ");
    }
}
