package dev.vethlab.lab;

import java.util.Arrays;
import java.util.Optional;

/** What somebody who tries a port learns of it, in the words of port scanners. */
public enum PortState {

    /** Over TCP a connection came about; over UDP a datagram was given to a socket. */
    OPEN,

    /** The other side said that nobody listens: with a reset, or with an ICMP "port unreachable". */
    REFUSED,

    /** Neither: it was lost on the way, or somebody on the way said that it cannot go on. */
    FILTERED;

    /** The state of a word. */
    public static Optional<PortState> of(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word().equals(word))
                .findFirst();
    }

    /** The word that checks use. */
    public String word() {
        return switch (this) {
            case OPEN -> "open";
            case REFUSED -> "refused";
            case FILTERED -> "filtered";
        };
    }
}
