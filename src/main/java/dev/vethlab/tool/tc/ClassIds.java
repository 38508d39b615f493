package dev.vethlab.tool.tc;

import dev.vethlab.addr.UnsignedNumber;
import dev.vethlab.kernel.sched.Handle;
import java.util.OptionalInt;

/** The names of disciplines and classes ({@code get_qdisc_handle}, {@code get_tc_classid}, {@code print_tc_classid}). */
final class ClassIds {

    private static final int MOST = 1 << 16;

    private ClassIds() {}

    /** The name of a discipline, as {@code 1:}. */
    static OptionalInt handle(String word) {
        if (word.equals("none")) {
            return OptionalInt.of(Handle.UNSPEC);
        }
        UnsignedNumber major = UnsignedNumber.read(word, 0, 16);
        if (major.isMissing(0) || major.value() < 0 || major.value() >= MOST) {
            return OptionalInt.empty();
        }
        boolean ends = major.end() == word.length() || word.charAt(major.end()) == ':';
        return ends ? OptionalInt.of((int) major.value() << 16) : OptionalInt.empty();
    }

    /** The name of a class, as {@code 1:10}. */
    static OptionalInt classId(String word) {
        if (word.equals("root")) {
            return OptionalInt.of(Handle.ROOT);
        }
        if (word.equals("none")) {
            return OptionalInt.of(Handle.UNSPEC);
        }
        UnsignedNumber major = UnsignedNumber.read(word, 0, 16);
        int end = major.isMissing(0) ? 0 : major.end();
        long high = major.isMissing(0) ? 0 : major.value();
        if (end == word.length()) {
            return end == 0 ? OptionalInt.empty() : OptionalInt.of((int) high);
        }
        if (word.charAt(end) != ':' || high < 0 || high >= MOST) {
            return OptionalInt.empty();
        }
        if (end + 1 == word.length()) {
            return OptionalInt.of((int) high << 16);
        }
        UnsignedNumber minor = UnsignedNumber.read(word, end + 1, 16);
        boolean valid =
                !minor.isMissing(end + 1) && minor.end() == word.length() && minor.value() >= 0 && minor.value() < MOST;
        return valid ? OptionalInt.of((int) high << 16 | (int) minor.value()) : OptionalInt.empty();
    }

    static String text(int id) {
        if (id == Handle.ROOT) {
            return "root";
        }
        if (id == Handle.UNSPEC) {
            return "none";
        }
        String major = Integer.toHexString(id >>> 16);
        String minor = Integer.toHexString(Handle.minor(id));
        if (Handle.major(id) == 0) {
            return ":" + minor;
        }
        return Handle.minor(id) == 0 ? major + ":" : major + ":" + minor;
    }
}
