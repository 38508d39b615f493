package dev.vethlab.tool.ovs.ofctl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words of a call, its options apart.
 *
 * @param strict whether changes mean flows of exactly a match and priority
 * @param protocol the newest version of OpenFlow that is allowed, 10 to 15
 */
record OfctlOptions(
        boolean strict, int protocol, boolean statistics, boolean names, boolean version, List<String> words) {

    /** OpenFlow 1.0. */
    static final int EARLY = 10;

    static OfctlOptions read(List<String> arguments) {
        boolean strict = false;
        boolean statistics = true;
        boolean names = false;
        boolean version = false;
        int protocol = EARLY;
        List<String> words = new ArrayList<>();
        for (int at = 0; at < arguments.size(); at++) {
            String word = arguments.get(at);
            switch (word) {
                case "--strict" -> strict = true;
                case "--no-stats" -> statistics = false;
                case "--stats" -> statistics = true;
                case "--names" -> names = true;
                case "--no-names", "--bundle", "--timestamp", "-m", "--more" -> {}
                case "--version", "-V" -> version = true;
                case "-O", "--protocols", "-F", "--flow-format", "-t", "--timeout" -> {
                    if (at + 1 >= arguments.size()) {
                        throw new OfctlException("option requires an argument -- '" + word.replace("-", "") + "'");
                    }
                    String value = arguments.get(++at);
                    protocol = word.equals("-O") || word.equals("--protocols") ? protocol(value) : protocol;
                }
                default -> {
                    if (word.startsWith("--protocols=")) {
                        protocol = protocol(word.substring("--protocols=".length()));
                    } else if (word.startsWith("-O") && word.length() > 2) {
                        protocol = protocol(word.substring(2));
                    } else if (word.startsWith("-") && word.length() > 1) {
                        String what = word.startsWith("--")
                                ? "unrecognized option '" + word
                                : "invalid option -- '" + word.charAt(1);
                        throw new OfctlException(what + "'");
                    } else {
                        words.add(word);
                    }
                }
            }
        }
        return new OfctlOptions(strict, protocol, statistics, names, version, words);
    }

    private static int protocol(String text) {
        int newest = 0;
        for (String word : text.split("[, ]+")) {
            String name = word.toLowerCase(Locale.ROOT);
            if (!name.matches("openflow1[0-5]")) {
                throw new OfctlException("Unknown OpenFlow version: \"" + word + "\"");
            }
            newest = Math.max(newest, Integer.parseInt(name.substring("openflow".length())));
        }
        return newest;
    }

    /** Whether OpenFlow 1.1 or later is spoken. */
    boolean later() {
        return protocol > EARLY;
    }
}
