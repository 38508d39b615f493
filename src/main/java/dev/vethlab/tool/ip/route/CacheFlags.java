package dev.vethlab.tool.ip.route;

import dev.vethlab.tool.ip.grammar.Output;

/** Prints the flags of a lookup's outcome ({@code print_cache_flags}). */
final class CacheFlags {

    private static final int[] FLAGS = {
        0x8000_0000,
        0x4000_0000,
        0x2000_0000,
        0x1000_0000,
        0x0800_0000,
        0x0080_0000,
        0x0040_0000,
        0x0002_0000,
        0x0400_0000,
        0x0004_0000,
        0x0100_0000,
        0x0020_0000,
        0x0001_0000
    };
    private static final String[] WORDS = {
        "local",
        "reject",
        "mc",
        "brd",
        "dst-nat",
        "src-nat",
        "masq",
        "dst-direct",
        "src-direct",
        "redirected",
        "redirect",
        "fastroute",
        "notify"
    };

    private CacheFlags() {}

    static void print(Output output, int allFlags) {
        int flags = allFlags & ~0xffff;
        if (output.isJson()) {
            output.openArray("cache");
        } else {
            output.lineBreak();
            output.text("    cache ");
            if (flags == 0) {
                return;
            }
            output.text("<");
        }
        for (int i = 0; i < FLAGS.length; i++) {
            if ((flags & FLAGS[i]) != 0) {
                flags &= ~FLAGS[i];
                output.element(flags == 0 ? "%s> " : "%s,", WORDS[i]);
            }
        }
        if (flags != 0) {
            output.text("%x>", Integer.toUnsignedLong(flags));
        }
        output.closeArray();
    }
}
