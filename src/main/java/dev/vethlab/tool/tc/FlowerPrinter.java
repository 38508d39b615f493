package dev.vethlab.tool.tc;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.sched.cls.Flower;
import dev.vethlab.kernel.sched.cls.FlowerField;
import dev.vethlab.kernel.sched.cls.FlowerOptions;
import dev.vethlab.tool.ip.grammar.EthernetProtocols;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.Locale;

/** Writes a filter {@code flower} ({@code flower_print_opt}). */
final class FlowerPrinter {

    private final TcContext context;
    private final Output output;

    FlowerPrinter(TcContext context) {
        this.context = context;
        this.output = context.output();
    }

    void print(Flower.Rule rule) {
        FlowerOptions options = rule.options();
        output.number("handle", "handle 0x%x ", Integer.toUnsignedLong(rule.handle()));
        rule.classId().ifPresent(id -> output.string("classid", "classid %s ", ClassIds.text(id)));
        options.device().ifPresent(device -> {
            output.lineBreak();
            output.string("indev", "  indev %s", device);
        });
        output.openObject("keys");
        for (FlowerField field : FlowerField.values()) {
            FlowerOptions.Masked masked = options.fields().get(field);
            FlowerOptions.Range range = options.ranges().get(field);
            if (masked != null && masked.mask() != 0) {
                print(field, masked);
            }
            if (range != null) {
                print(field, range);
            }
        }
        output.closeObject();
        output.lineBreak();
        output.bool("not_in_hw", "  not_in_hw", true);
        new ActionPrinter(context).print(rule.actions());
    }

    private void print(FlowerField field, FlowerOptions.Masked masked) {
        String name = field.name().toLowerCase(Locale.ROOT);
        long value = masked.value();
        switch (field) {
            case DST_MAC, SRC_MAC, ARP_SHA, ARP_THA ->
                text(
                        name,
                        new MacAddress(value) + suffix(masked.mask(), field, new MacAddress(masked.mask()).toString()));
            case DST_IP, SRC_IP, ARP_SIP, ARP_TIP ->
                text(
                        name,
                        new Ipv4Address((int) value)
                                + suffix(masked.mask(), field, new Ipv4Address((int) masked.mask()).toString()));
            case ETH_TYPE -> text(name, ethernetType((int) value));
            case VLAN_ETHTYPE -> text(name, EthernetProtocols.name((int) value));
            case IP_PROTO -> text(name, protocol((int) value));
            case TCP_FLAGS -> text(name, String.format("0x%x/%x", value, masked.mask()));
            case ICMP_TYPE, ICMP_CODE -> text(name, masked.mask() == 0xff ? "" + value : value + "/" + masked.mask());
            case ARP_OP -> text(name, operation((int) value, (int) masked.mask()));
            case IP_FLAGS -> flags(masked);
            default -> number(name, value, masked.mask(), field);
        }
    }

    private void print(FlowerField field, FlowerOptions.Range range) {
        String name = field.name().toLowerCase(Locale.ROOT);
        if (output.isJson()) {
            output.openObject(name);
            output.jsonNumber("start", range.least());
            output.jsonNumber("end", range.most());
            output.closeObject();
        } else {
            text(name, range.least() + "-" + range.most());
        }
    }

    private void text(String name, String value) {
        output.lineBreak();
        output.string(name, "  " + name + " %s", value);
    }

    private void number(String name, long value, long mask, FlowerField field) {
        output.lineBreak();
        output.number(name, "  " + name + " %u", value);
        if (mask != field.allBits()) {
            output.hex(name + "_mask", "/0x%x", mask);
        }
    }

    /** How many bits count, or the mask where these are not the first ones. */
    private static String suffix(long mask, FlowerField field, String written) {
        int bits = Long.bitCount(mask);
        if (bits == field.bits()) {
            return "";
        }
        boolean isPrefix = mask == (field.allBits() << field.bits() - bits & field.allBits());
        return "/" + (isPrefix ? Integer.toString(bits) : written);
    }

    private static String ethernetType(int type) {
        return switch (type) {
            case 0x0800 -> "ipv4";
            case 0x86dd -> "ipv6";
            case 0x0806 -> "arp";
            case 0x8035 -> "rarp";
            default -> String.format("%04x", type);
        };
    }

    private static String protocol(int number) {
        return switch (number) {
            case 6 -> "tcp";
            case 17 -> "udp";
            case 132 -> "sctp";
            case 1 -> "icmp";
            case 58 -> "icmpv6";
            default -> String.format("%02x", number);
        };
    }

    private static String operation(int value, int mask) {
        String text = switch (value) {
            case 1 -> "request";
            case 2 -> "reply";
            default -> Integer.toString(value);
        };
        return mask == 0xff ? text : text + "/" + mask;
    }

    private void flags(FlowerOptions.Masked masked) {
        output.lineBreak();
        output.text("  ip_flags ");
        output.openObject("ip_flags");
        boolean first = true;
        for (int bit = 1; bit <= 2; bit++) {
            if ((masked.mask() & bit) != 0) {
                String name = bit == 1 ? "frag" : "firstfrag";
                boolean set = (masked.value() & bit) != 0;
                output.text(first ? "" : "/");
                output.jsonBool(name, set);
                output.text(set ? name : "no" + name);
                first = false;
            }
        }
        output.closeObject();
    }
}
