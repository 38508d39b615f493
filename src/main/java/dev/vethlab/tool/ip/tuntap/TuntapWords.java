package dev.vethlab.tool.ip.tuntap;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.tun.TunSettings;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.DeviceNames;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.Numbers;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The words behind {@code ip tuntap add} and {@code del} ({@code parse_args}). */
final class TuntapWords {

    private String name = "";
    private boolean tun;
    private boolean tap;
    private boolean packetInformation;
    private boolean networkHeader;
    private boolean multiQueue;
    private boolean oneQueue;
    private OptionalLong owner = OptionalLong.empty();
    private OptionalLong group = OptionalLong.empty();

    /**
     * Reads all words.
     *
     * @param adds whether users and groups can be named
     */
    TuntapWords(Arguments arguments, boolean adds) {
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (matches(word, "mode")) {
                readMode(arguments.next());
            } else if (adds && matches(word, "user")) {
                owner = OptionalLong.of(id("user", arguments.next()));
            } else if (adds && matches(word, "group")) {
                group = OptionalLong.of(id("group", arguments.next()));
            } else if (!readFlag(word)) {
                readName(word, arguments);
            }
        }
        if (!tun && !tap) {
            throw ExitException.err(ExitException.FAILURE, "You failed to specify a tunnel mode\n");
        }
    }

    String name() {
        return name;
    }

    TunSettings settings() {
        return new TunSettings(tap, packetInformation, networkHeader, multiQueue, oneQueue, owner, group);
    }

    private void readMode(String mode) {
        boolean wantsTun = matches(mode, "tun");
        if (!wantsTun && !matches(mode, "tap")) {
            throw ExitException.usage("Unknown tunnel mode \"" + mode + "\"\n");
        }
        if (wantsTun ? tap : tun) {
            throw ExitException.usage("You managed to ask for more than one tunnel mode.\n");
        }
        tun = wantsTun;
        tap = !wantsTun;
    }

    private boolean readFlag(String word) {
        if (matches(word, "pi")) {
            packetInformation = true;
        } else if (matches(word, "one_queue")) {
            oneQueue = true;
        } else if (matches(word, "vnet_hdr")) {
            networkHeader = true;
        } else if (matches(word, "multi_queue")) {
            multiQueue = true;
        } else {
            return false;
        }
        return true;
    }

    private void readName(String word, Arguments arguments) {
        if (matches(word, "dev")) {
            name = DeviceNames.checked("dev", arguments.next());
            return;
        }
        String given = word;
        if (matches(word, "name")) {
            given = arguments.next();
        } else if (matches(word, "help")) {
            throw ExitException.usage(TuntapCommand.USAGE);
        }
        if (!name.isEmpty()) {
            throw ExitException.duplicateOrGarbage("name", given);
        }
        name = DeviceNames.checked("name", given);
    }

    private static long id(String key, String word) {
        OptionalInt number = word.isEmpty() ? OptionalInt.empty() : Numbers.integer(word, 10);
        if (number.isPresent()) {
            return number.getAsInt() & 0xffff_ffffL;
        }
        if (word.equals("root")) {
            return 0;
        }
        throw ExitException.usage("invalid " + key + " \"" + word + "\"\n");
    }
}
