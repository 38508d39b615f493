package dev.vethlab.tool.ip.grammar;

/** What iproute2 sets off with a color, for a light background (lib/color.c). */
public enum Color {
    NONE(""),
    IFNAME("\033[36m"),
    MAC("\033[33m"),
    INET("\033[35m"),
    INET6("\033[34m"),
    OPERSTATE_UP("\033[32m"),
    OPERSTATE_DOWN("\033[31m");

    static final String CLEAR = "\033[0m";

    private final String code;

    Color(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }
}
