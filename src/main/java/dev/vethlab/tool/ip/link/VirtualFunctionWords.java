package dev.vethlab.tool.ip.link;

import dev.vethlab.addr.LinkLayerText;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.Numbers;
import java.util.Map;

/** The words behind {@code vf}, which only hardware could obey: they are checked and forgotten ({@code iplink_parse_vf}). */
final class VirtualFunctionWords {

    private static final int ADDRESS_SIZE = 32;
    private static final int LARGEST_VLAN = 4095;
    private static final int EINVAL = 22;

    /** The words that a number follows, with the name that complaints give it. */
    private static final Map<String, String> NUMBERS =
            Map.of("rate", "rate", "max_tx_rate", "max tx rate", "min_tx_rate", "min tx rate");

    private final Arguments arguments;

    VirtualFunctionWords(Arguments arguments) {
        this.arguments = arguments;
    }

    /** Reads the number of the function and at least one word about it. */
    void read(boolean deviceGiven) {
        String number = arguments.next();
        if (Numbers.integer(number, 0).isEmpty()) {
            throw ExitException.invalid("Invalid \"vf\" value\n", number);
        }
        if (!deviceGiven) {
            throw ExitException.missing("dev");
        }
        int words = 0;
        while (readOne()) {
            words++;
        }
        if (words == 0) {
            throw ExitException.incomplete();
        }
    }

    private boolean readOne() {
        if (arguments.takeMatching("mac")) {
            checkAddress(arguments.next());
        } else if (arguments.takeMatching("vlan")) {
            checkVlan();
        } else if (!takeNumber() && !takeOnOff("spoofchk") && !takeOnOff("query_rss") && !takeOnOff("trust")) {
            return takeState();
        }
        return true;
    }

    private static void checkAddress(String word) {
        LinkLayerText.read(word, ADDRESS_SIZE).invalid().ifPresent(part -> {
            throw ExitException.err(ExitException.FAILURE, "\"" + part + "\" is invalid lladdr.\n");
        });
    }

    private void checkVlan() {
        String vlan = arguments.next();
        if (Numbers.u32(vlan, 0).orElse(Long.MAX_VALUE) > LARGEST_VLAN) {
            throw ExitException.invalid("Invalid \"vlan\" value\n", vlan);
        }
        if (arguments.takeMatching("qos")) {
            checkNumber("qos");
        }
    }

    private boolean takeNumber() {
        for (Map.Entry<String, String> number : NUMBERS.entrySet()) {
            if (arguments.takeMatching(number.getKey())) {
                checkNumber(number.getValue());
                return true;
            }
        }
        return false;
    }

    private void checkNumber(String name) {
        String word = arguments.next();
        if (Numbers.u32(word, 0).isEmpty()) {
            throw ExitException.invalid("Invalid \"" + name + "\" value\n", word);
        }
    }

    private boolean takeOnOff(String word) {
        if (!arguments.takeMatching(word)) {
            return false;
        }
        String value = arguments.next();
        if (!Arguments.matches(value, "off") && !Arguments.matches(value, "on")) {
            throw ExitException.err(
                    EINVAL,
                    "Error: argument of \"" + word + "\" must be one of \"off\", \"on\", not \"" + value + "\"\n");
        }
        return true;
    }

    private boolean takeState() {
        if (!arguments.takeMatching("state")) {
            return false;
        }
        String value = arguments.next();
        if (!Arguments.matches(value, "auto")
                && !Arguments.matches(value, "enable")
                && !Arguments.matches(value, "disable")) {
            throw ExitException.invalid("Invalid \"state\" value\n", value);
        }
        return true;
    }
}
