package dev.vethlab.tool.tc;

import dev.vethlab.tool.ip.grammar.Arguments;

/** What a rate may be reckoned for ({@code get_linklayer}); cells of ATM are read, and not simulated. */
final class LinkLayers {

    private LinkLayers() {}

    static boolean isKnown(String word) {
        return Arguments.matches(word, "ethernet") || Arguments.matches(word, "atm") || Arguments.matches(word, "adsl");
    }
}
