package dev.vethlab.tool.tc;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.sched.cls.Filter;
import dev.vethlab.kernel.sched.cls.U32Key;
import dev.vethlab.kernel.sched.cls.U32Options;
import dev.vethlab.kernel.sched.cls.U32Rule;
import dev.vethlab.kernel.sched.cls.U32Table;
import dev.vethlab.tool.ip.grammar.Output;

/** Writes a filter {@code u32}, or one of its hash tables ({@code u32_print_opt}). */
final class U32Printer {

    private static final int IPV4 = 0x800;

    private final TcContext context;
    private final Output output;
    private final int protocol;

    U32Printer(TcContext context, int protocol) {
        this.context = context;
        this.output = context.output();
        this.protocol = protocol;
    }

    void print(Filter filter) {
        output.string("fh", "fh %s ", U32Handles.text(filter.handle()));
        int node = filter.handle() & 0xfff;
        if (node != 0) {
            output.number("order", "order %d ", node);
        }
        if (filter instanceof U32Table) {
            ((U32Table) filter).divisor().ifPresent(size -> output.number("ht_divisor", "ht divisor %d ", size));
        } else {
            print((U32Rule) filter);
        }
    }

    private void print(U32Rule rule) {
        U32Options options = rule.options();
        output.hex("key_ht", "key ht %x ", rule.handle() >>> 20);
        output.hex("bkt", "bkt %x ", rule.handle() >>> 12 & 0xff);
        if (rule.classId().isPresent() && rule.classId().getAsInt() != 0) {
            if (options.terminal()) {
                output.text("*");
            }
            output.string("flowid", "flowid %s ", ClassIds.text(rule.classId().getAsInt()));
        } else if (options.terminal()) {
            output.text("terminal flowid ");
        }
        if (options.link().orElse(0) != 0) {
            output.string("link", "link %s ", U32Handles.text(options.link().getAsInt()));
        }
        output.bool("not_in_hw", "not_in_hw ", true);
        boolean statistics = context.options().showStatistics();
        if (statistics) {
            output.number("rule_hit", "(rule hit %llu ", rule.looks());
            output.number("success", "success %llu)", rule.hits());
        }
        options.mark().ifPresent(mark -> {
            output.lineBreak();
            output.prefixedHex("fwmark_value", "  mark 0x%04x ", Integer.toUnsignedLong(mark.value()));
            output.prefixedHex("fwmark_mask", "0x%04x ", Integer.toUnsignedLong(mark.mask()));
            output.number("fwmark_success", "(success %d)", rule.markHits());
        });
        for (int i = 0; i < options.keys().size(); i++) {
            print(options.keys().get(i));
            if (statistics) {
                output.number("success", " (success %llu ) ", rule.keyHits(i));
            }
        }
        print(options.header());
        options.device().ifPresent(device -> {
            output.lineBreak();
            output.string("input_dev", "  input dev %s", device);
            output.lineBreak();
        });
        new ActionPrinter(context).print(rule.actions());
    }

    private void print(U32Options.NextHeader header) {
        if (header.isVariable() || header.isFixed()) {
            output.lineBreak();
            output.text("    offset ");
            if (header.isVariable()) {
                output.hex("offset_mask", "%04x", header.mask());
                output.number("offset_shift", ">>%d ", header.shift());
                output.number("offset_off", "at %d ", header.at());
            }
            if (header.plus() != 0) {
                output.number("plus", "plus %d ", header.plus());
            }
        }
        if (header.eat()) {
            output.text(" eat ");
        }
        if (header.hashMask() != 0) {
            output.lineBreak();
            output.hex("hash_mask", "    hash mask %08x ", Integer.toUnsignedLong(header.hashMask()));
            output.number("hash_off", "at %d ", header.hashAt());
        }
    }

    private void print(U32Key key) {
        if (context.options().pretty() && protocol == IPV4) {
            printIpv4(key);
            return;
        }
        output.openObject("match");
        output.lineBreak();
        output.hex("value", "  match %08x", Integer.toUnsignedLong(key.value()));
        output.hex("mask", "/%08x ", Integer.toUnsignedLong(key.mask()));
        output.string("offmask", "at %s", key.afterHeader() ? "nexthdr+" : "");
        output.number("off", "%d", key.offset());
        output.closeObject();
    }

    /** {@code print_ipv4}, which says nothing of what it does not know. */
    private void printIpv4(U32Key key) {
        output.openObject("match");
        switch (key.offset()) {
            case 0 -> {
                if (key.mask() == 0x0f000000) {
                    output.lineBreak();
                    output.number("ip_ihl", "  match IP ihl %u", key.value() >>> 24);
                } else if (key.mask() == 0x00ff0000) {
                    output.lineBreak();
                    output.prefixedHex("ip_dsfield", "  match IP dsfield %#x", key.value() >>> 16);
                }
            }
            case 8 -> {
                if (key.mask() == 0x00ff0000) {
                    output.lineBreak();
                    output.number("ip_protocol", "  match IP protocol %d", key.value() >>> 16);
                }
            }
            case 12, 16 -> printAddress(key);
            case 20 -> printPorts(key);
            default -> {}
        }
        output.closeObject();
    }

    private void printAddress(U32Key key) {
        int bits = Integer.bitCount(key.mask());
        boolean isPrefix = bits == 0 ? key.mask() == 0 : key.mask() == -1 << 32 - bits;
        if (!isPrefix) {
            return;
        }
        String end = key.offset() == 12 ? "src" : "dst";
        output.lineBreak();
        output.text("  match IP " + end + " ");
        output.openObject(end);
        output.string("address", "%s", new Ipv4Address(key.value()).toString());
        output.number("prefixlen", "/%d", bits);
        output.closeObject();
    }

    private void printPorts(U32Key key) {
        if (key.mask() == 0x0000ffff) {
            output.number("dport", "match dport %u", key.value() & 0xffff);
        } else if (key.mask() == 0xffff0000) {
            output.lineBreak();
            output.number("sport", "  match sport %u", key.value() >>> 16);
        } else if (key.mask() == -1) {
            output.lineBreak();
            output.number("dport", "  match dport %u, ", key.value() & 0xffff);
            output.number("sport", "match sport %u", key.value() >>> 16);
        }
    }
}
