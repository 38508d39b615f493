package dev.vethlab.tool.ip.link;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.addr.LinkLayerText;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.macvlan.MacvlanDevice;
import dev.vethlab.kernel.macvlan.MacvlanMode;
import dev.vethlab.kernel.rtnetlink.LinkData;
import dev.vethlab.kernel.rtnetlink.LinkRequest;
import dev.vethlab.kernel.rtnetlink.MacvlanInfo;
import dev.vethlab.kernel.rtnetlink.MacvlanOptions;
import dev.vethlab.kernel.rtnetlink.MacvlanOptions.SourceChange;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Numbers;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.Locale;
import java.util.Optional;

/** {@code type macvlan ...} (ip/iplink_macvlan.c). */
final class MacvlanType implements LinkType {

    private static final String USAGE = """
            Usage: ... macvlan mode MODE [flag MODE_FLAG] MODE_OPTS [bcqueuelen BC_QUEUE_LEN]

            MODE: private | vepa | bridge | passthru | source
            MODE_FLAG: null | nopromisc | nodst
            MODE_OPTS: for mode "source":
            \tmacaddr { { add | del } <macaddr> | set [ <macaddr> [ <macaddr>  ... ] ] | flush }
            BC_QUEUE_LEN: Length of the rx queue for broadcast/multicast: [0-4294967295]
            """;

    private static final int ADDRESS_SIZE = 6;

    @Override
    public String id() {
        return "macvlan";
    }

    @Override
    public String usage() {
        return USAGE;
    }

    /** {@code macvlan_parse_opt}. */
    @Override
    public void parse(IpContext context, Arguments arguments, LinkRequest request, boolean creates) {
        MacvlanOptions options = new MacvlanOptions();
        request.options(options);
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (matches(word, "mode")) {
                options.mode = Optional.of(mode(arguments.next()));
            } else if (matches(word, "flag")) {
                addFlag(options, flag(arguments.next()));
            } else if (matches(word, "macaddr")) {
                readSources(arguments, options);
            } else if (matches(word, "nopromisc")) {
                addFlag(options, MacvlanDevice.NOPROMISC);
            } else if (matches(word, "nodst")) {
                addFlag(options, MacvlanDevice.NODST);
            } else if (matches(word, "bcqueuelen")) {
                readQueueLength(arguments.next(), options);
            } else {
                throw refused(matches(word, "help") ? USAGE : "macvlan: unknown option \"" + word + "\"?\n" + USAGE);
            }
        }
        int flags = options.flags.orElse(0);
        boolean passthru = options.mode.equals(Optional.of(MacvlanMode.PASSTHRU));
        if ((flags & MacvlanDevice.NOPROMISC) != 0 && !passthru) {
            throw refused("macvlan: nopromisc flag only valid in passthru mode\n" + USAGE);
        }
    }

    private static void addFlag(MacvlanOptions options, int flag) {
        options.flags = Optional.of(options.flags.orElse(0) | flag);
    }

    private static MacvlanMode mode(String word) {
        for (MacvlanMode mode : MacvlanMode.values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(word)) {
                return mode;
            }
        }
        throw refused(
                "Error: argument of \"mode\" must be \"private\", \"vepa\", \"bridge\", \"passthru\" or \"source\","
                        + " not \"" + word + "\"\n");
    }

    private static int flag(String word) {
        return switch (word) {
            case "nopromisc" -> MacvlanDevice.NOPROMISC;
            case "nodst" -> MacvlanDevice.NODST;
            case "null" -> 0;
            default ->
                throw refused("Error: argument of \"flag\" must be \"nopromisc\", \"nodst\" or \"null\", not \"" + word
                        + "\"\n");
        };
    }

    private static void readQueueLength(String word, MacvlanOptions options) {
        options.broadcastQueueLength = Numbers.u32(word, 0);
        if (options.broadcastQueueLength.isEmpty()) {
            throw refused("Error: argument of \"bcqueuelen\" must be a positive integer [0-4294967295], not \"" + word
                    + "\"\n");
        }
    }

    private static void readSources(Arguments arguments, MacvlanOptions options) {
        SourceChange change = switch (arguments.next()) {
            case "add" -> SourceChange.ADD;
            case "del" -> SourceChange.DELETE;
            case "set" -> SourceChange.SET;
            case "flush" -> SourceChange.FLUSH;
            default -> throw refused(USAGE);
        };
        options.sourceChange = Optional.of(change);
        options.sources.clear();
        if (change == SourceChange.ADD || change == SourceChange.DELETE) {
            String word = arguments.next();
            options.sources.add(address(word).orElseThrow(() -> refused(complaint(word))));
        }
        while (change == SourceChange.SET && address(arguments.peek()).isPresent()) {
            options.sources.add(address(arguments.next()).orElseThrow());
        }
    }

    private static Optional<MacAddress> address(String word) {
        LinkLayerText text = LinkLayerText.read(word, ADDRESS_SIZE);
        if (text.invalid().isPresent() || text.octets().size() != ADDRESS_SIZE) {
            return Optional.empty();
        }
        long bits = 0;
        for (int octet : text.octets()) {
            bits = bits << 8 | octet;
        }
        return Optional.of(new MacAddress(bits));
    }

    private static String complaint(String word) {
        return LinkLayerText.read(word, ADDRESS_SIZE)
                .invalid()
                .map(part -> "\"" + part + "\" is invalid lladdr.\n")
                .orElse("");
    }

    private static ExitException refused(String words) {
        return ExitException.err(ExitException.FAILURE, words);
    }

    /** {@code macvlan_print_opt}. */
    @Override
    public void print(IpContext context, LinkData data) {
        MacvlanInfo macvlan = (MacvlanInfo) data;
        Output output = context.output();
        output.string("mode", "mode %s ", macvlan.mode().name().toLowerCase(Locale.ROOT));
        if ((macvlan.flags() & MacvlanDevice.NOPROMISC) != 0) {
            output.bool("nopromisc", "nopromisc ", true);
        }
        if ((macvlan.flags() & MacvlanDevice.NODST) != 0) {
            output.bool("nodst", "nodst ", true);
        }
        output.number("bcqueuelen", "bcqueuelen %u ", macvlan.broadcastQueueLength());
        output.number("usedbcqueuelen", "usedbcqueuelen %u ", macvlan.usedBroadcastQueueLength());
        if (macvlan.mode() == MacvlanMode.SOURCE) {
            printSources(output, macvlan);
        }
    }

    private static void printSources(Output output, MacvlanInfo macvlan) {
        output.number("macaddr_count", "remotes (%d) ", macvlan.sources().size());
        if (macvlan.sources().isEmpty()) {
            return;
        }
        output.openArray("macaddr_data");
        for (MacAddress source : macvlan.sources()) {
            output.element("%s ", source.toString());
        }
        output.closeArray();
    }
}
