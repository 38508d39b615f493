package dev.vethlab.vswitch.ofproto;

/** What a port is told not to do ({@code enum ofputil_port_config}). */
public enum PortFlag {
    /** Packets that come by it are dropped. */
    NO_RECEIVE("NO_RECV"),
    /** {@code FLOOD} leaves it out. */
    NO_FLOOD("NO_FLOOD"),
    /** Packets that are sent by it are dropped. */
    NO_FORWARD("NO_FWD");

    private final String word;

    PortFlag(String word) {
        this.word = word;
    }

    /** As listings call it. */
    public String word() {
        return word;
    }
}
