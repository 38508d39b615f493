package dev.vethlab.tool.tcpdump;

/**
 * What stands before an address or name, and is inherited by those that follow with {@code and} and {@code or}
 * ({@code struct qual}).
 *
 * @param protocol the keyword of a protocol, or {@link #DEFAULT}
 */
record Qualifiers(String protocol, Direction direction, Type type) {

    static final String DEFAULT = "";

    /** What follows something that qualifies nothing. */
    static final Qualifiers NONE = new Qualifiers(DEFAULT, Direction.DEFAULT, Type.NONE);

    /** Before anything is written: not even an address may stand here. */
    static final Qualifiers START = new Qualifiers(DEFAULT, Direction.DEFAULT, Type.START);

    enum Direction {
        DEFAULT,
        SOURCE,
        DESTINATION,
        EITHER,
        BOTH
    }

    enum Type {
        DEFAULT,
        HOST,
        NET,
        PORT,
        PORTRANGE,
        PROTO,
        PROTOCHAIN,
        GATEWAY,
        NONE,
        START
    }

    boolean hasDefaultProtocol() {
        return protocol.isEmpty();
    }
}
