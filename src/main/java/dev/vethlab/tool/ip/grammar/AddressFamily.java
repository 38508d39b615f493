package dev.vethlab.tool.ip.grammar;

import java.util.Optional;

/** The address families that {@code -family} takes, with the numbers of socket.h. */
public enum AddressFamily {
    UNSPEC(0, "???"),
    INET(2, "inet"),
    BRIDGE(7, "bridge"),
    INET6(10, "inet6"),
    PACKET(17, "link"),
    MPLS(28, "mpls");

    private final int number;
    private final String word;

    AddressFamily(int number, String word) {
        this.number = number;
        this.word = word;
    }

    /** The number, as AF_INET is 2. */
    public int number() {
        return number;
    }

    /** The word for it ({@code family_name}). */
    public String word() {
        return word;
    }

    /** The word for it in complaints, {@code any valid} where none is asked for ({@code family_name_verbose}). */
    public String wordInComplaint() {
        return this == UNSPEC ? "any valid" : word;
    }

    /** Reads the argument of {@code -family} ({@code read_family}). */
    static Optional<AddressFamily> read(String word) {
        for (AddressFamily family : values()) {
            if (family != UNSPEC && family.word.equals(word)) {
                return Optional.of(family);
            }
        }
        return Optional.empty();
    }
}
