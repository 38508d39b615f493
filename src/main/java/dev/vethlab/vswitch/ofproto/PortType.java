package dev.vethlab.vswitch.ofproto;

import java.util.Optional;

/** The kinds of ports that an Interface record can ask for. */
public enum PortType {
    /** A device that is there. */
    SYSTEM("system"),
    INTERNAL("internal"),
    PATCH("patch"),
    VXLAN("vxlan"),
    GRE("gre");

    private final String word;

    PortType(String word) {
        this.word = word;
    }

    /** As the database has it; {@code system} stands for nothing there. */
    public String word() {
        return word;
    }

    /** Whether it is no device of its own. */
    public boolean isVirtual() {
        return this == PATCH || isTunnel();
    }

    public boolean isTunnel() {
        return this == VXLAN || this == GRE;
    }

    /** By word; empty for what is not known. */
    public static Optional<PortType> of(String word) {
        for (PortType type : values()) {
            if (type.word.equals(word.isEmpty() ? "system" : word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
