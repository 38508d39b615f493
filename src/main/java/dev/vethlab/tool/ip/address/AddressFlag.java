package dev.vethlab.tool.ip.address;

import java.util.Optional;

/** The flags of addresses in words ({@code ifa_flag_data}), in the order in which they are listed. */
enum AddressFlag {
    SECONDARY("secondary", 0x01, true, false),
    TEMPORARY("temporary", 0x01, true, false),
    NODAD("nodad", 0x02, false, true),
    OPTIMISTIC("optimistic", 0x04, false, true),
    DADFAILED("dadfailed", 0x08, true, true),
    HOME("home", 0x10, false, true),
    DEPRECATED("deprecated", 0x20, true, true),
    TENTATIVE("tentative", 0x40, true, true),
    PERMANENT("permanent", 0x80, true, true),
    MNGTMPADDR("mngtmpaddr", 0x100, false, true),
    NOPREFIXROUTE("noprefixroute", 0x200, false, false),
    AUTOJOIN("autojoin", 0x400, false, false),
    STABLE_PRIVACY("stable-privacy", 0x800, true, true);

    private final String word;
    private final int mask;
    private final boolean readOnly;
    private final boolean inet6Only;

    AddressFlag(String word, int mask, boolean readOnly, boolean inet6Only) {
        this.word = word;
        this.mask = mask;
        this.readOnly = readOnly;
        this.inet6Only = inet6Only;
    }

    static Optional<AddressFlag> of(String word) {
        for (AddressFlag flag : values()) {
            if (flag.word.equals(word)) {
                return Optional.of(flag);
            }
        }
        return Optional.empty();
    }

    String word() {
        return word;
    }

    int mask() {
        return mask;
    }

    /** Whether only the kernel sets it. */
    boolean isReadOnly() {
        return readOnly;
    }

    boolean isInet6Only() {
        return inet6Only;
    }
}
