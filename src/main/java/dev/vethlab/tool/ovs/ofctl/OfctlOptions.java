package dev.vethlab.tool.ovs.ofctl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words of a call, its options apart.
 *
 * @param strict whether changes mean flows of exactly a match and priority
 * @param protocol the newest version of OpenFlow that is allowed, 10 to 15
 * @param bundle whether requests are to take effect together or not at all
 * @param mayCreate whether a group that is not there is made
 */
record OfctlOptions(
        boolean strict,
        int protocol,
        boolean statistics,
        boolean names,
        boolean bundle,
        boolean mayCreate,
        FlowOrder order,
        boolean version,
        List<String> words) {

    /** OpenFlow 1.0. */
    static final int EARLY = 10;

    static OfctlOptions read(List<String> arguments) {
        boolean strict = false;
        boolean statistics = true;
        boolean names = false;
        boolean version = false;
        boolean bundle = false;
        boolean mayCreate = false;
        FlowOrder order = new FlowOrder();
        int protocol = EARLY;
        List<String> words = new ArrayList<>();
        for (int at = 0; at < arguments.size(); at++) {
            String word = arguments.get(at);
            switch (word) {
                case "--strict" -> strict = true;
                case "--no-stats" -> statistics = false;
                case "--stats" -> statistics = true;
                case "--names" -> names = true;
                case "--bundle" -> bundle = true;
                case "--may-create" -> mayCreate = true;
                case "--sort" -> order.add("", false);
                case "--rsort" -> order.add("", true);
                case "--no-names", "--timestamp", "-m", "--more" -> {}
                case "--version", "-V" -> version = true;
                case "-O", "--protocols", "-F", "--flow-format", "-t", "--timeout" -> {
                    if (at + 1 >= arguments.size()) {
                        throw new OfctlException("option requires an argument -- '" + word.replace("-", "") + "'");
                    }
                    String value = arguments.get(++at);
                    protocol = word.equals("-O") || word.equals("--protocols") ? protocol(value) : protocol;
                }
                default -> {
                    if (word.startsWith("--sort=")) {
                        order.add(word.substring("--sort=".length()), false);
                    } else if (word.startsWith("--rsort=")) {
                        order.add(word.substring("--rsort=".length()), true);
                    } else if (word.startsWith("--protocols=")) {
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
        return new OfctlOptions(strict, protocol, statistics, names, bundle, mayCreate, order, version, words);
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
