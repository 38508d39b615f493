package dev.vethlab.tool.bridge;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.rtnetlink.FdbFlush;
import dev.vethlab.kernel.rtnetlink.FdbInfo;
import dev.vethlab.kernel.rtnetlink.FdbRequest;
import dev.vethlab.kernel.rtnetlink.ForwardingEntries;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code bridge fdb} ({@code do_fdb}). */
final class FdbCommand implements BridgeCommand {

    /** The exit code of a function that returns -2. */
    private static final int NOT_GOT = 254;

    @Override
    public int run(BridgeContext context, Arguments arguments) {
        if (!arguments.hasNext()) {
            return new FdbShow(context).run(arguments);
        }
        if (arguments.takeMatching("add")) {
            return modify(context, arguments, request -> {
                request.create = true;
                request.exclusive = true;
            });
        }
        if (arguments.takeMatching("append")) {
            return modify(context, arguments, request -> {
                request.create = true;
                request.append = true;
            });
        }
        if (arguments.takeMatching("replace")) {
            return modify(context, arguments, request -> {
                request.create = true;
                request.replace = true;
            });
        }
        if (arguments.takeMatching("delete")) {
            FdbRequest request = new FdbModifyParser(context).parse(arguments);
            return context.ask(ExitException.USAGE, () -> {
                new ForwardingEntries(context.net()).delete(request);
                return 0;
            });
        }
        return runRare(context, arguments);
    }

    private static int runRare(BridgeContext context, Arguments arguments) {
        if (arguments.takeMatching("get")) {
            return get(context, arguments);
        }
        if (arguments.takeMatching("show") || arguments.takeMatching("lst") || arguments.takeMatching("list")) {
            return new FdbShow(context).run(arguments);
        }
        if (arguments.takeMatching("flush")) {
            return flush(context, arguments);
        }
        if (arguments.takeMatching("help")) {
            throw ExitException.usage(BridgeUsage.FDB);
        }
        throw ExitException.usage("Command \"" + arguments.next() + "\" is unknown, try \"bridge fdb help\".\n");
    }

    /** Sets the flags of a message ({@code NLM_F_*}). */
    @FunctionalInterface
    private interface Intent {
        void set(FdbRequest request);
    }

    private static int modify(BridgeContext context, Arguments arguments, Intent intent) {
        FdbRequest request = new FdbModifyParser(context).parse(arguments);
        intent.set(request);
        return context.ask(ExitException.USAGE, () -> {
            new ForwardingEntries(context.net()).add(request);
            return 0;
        });
    }

    /** {@code fdb_get}. */
    private static int get(BridgeContext context, Arguments arguments) {
        FdbRequest request = new FdbRequest();
        Optional<String> device = Optional.empty();
        Optional<String> bridge = Optional.empty();
        Optional<String> address = Optional.empty();
        FdbShow show = new FdbShow(context);
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (word.equals("brport") || word.equals("dev")) {
                device = Optional.of(arguments.next());
            } else if (word.equals("br")) {
                bridge = Optional.of(arguments.next());
            } else if (word.equals("self")) {
                request.self = true;
            } else if (matches(word, "master")) {
                request.master = true;
            } else if (matches(word, "vlan")) {
                request.vlan = OptionalInt.of(BridgeContext.leadingNumber(arguments.next()));
            } else if (matches(word, "dynamic")) {
                show.dynamic = true;
            } else {
                String text = word.equals("to") ? arguments.next() : word;
                if (matches(text, "help")) {
                    throw ExitException.usage(BridgeUsage.FDB);
                }
                if (address.isPresent()) {
                    throw ExitException.duplicateOrGarbage("to", text);
                }
                address = Optional.of(text);
            }
        }
        if (device.isEmpty() && bridge.isEmpty() || address.isEmpty()) {
            throw ExitException.usage("Device or master and address are required arguments.\n");
        }
        request.address = FdbModifyParser.address(address.get());
        device.ifPresent(name -> request.index = context.require(name, "Cannot find device"));
        int owner = bridge.map(name -> context.require(name, "Cannot find bridge device"))
                .orElse(0);
        FdbInfo entry = context.ask(NOT_GOT, () -> new ForwardingEntries(context.net()).get(request, owner));
        context.output().begin();
        show.print(entry);
        context.output().end();
        return 0;
    }

    /** {@code fdb_flush}. */
    private static int flush(BridgeContext context, Arguments arguments) {
        FdbFlush wanted = new FdbFlush();
        Optional<String> device = Optional.empty();
        Optional<String> port = Optional.empty();
        while (arguments.hasNext()) {
            String word = arguments.next();
            switch (word) {
                case "dev" -> device = Optional.of(arguments.next());
                case "brport" -> port = Optional.of(arguments.next());
                case "vlan" -> wanted.vlan = OptionalInt.of(BridgeContext.leadingNumber(arguments.next()));
                case "self" -> wanted.self = true;
                case "master" -> wanted.master = true;
                default -> flushCondition(wanted, word);
            }
        }
        if (device.isEmpty()) {
            throw ExitException.returned("Device is a required argument.\n");
        }
        wanted.index = context.require(device.get(), "Cannot find bridge device");
        port.ifPresent(name -> wanted.port = OptionalInt.of(context.require(name, "Cannot find bridge port device")));
        return context.ask(ExitException.USAGE, () -> {
            new ForwardingEntries(context.net()).flush(wanted);
            return 0;
        });
    }

    private static void flushCondition(FdbFlush wanted, String word) {
        OptionalInt value = OptionalInt.of(word.startsWith("no") ? 0 : 1);
        switch (word.startsWith("no") ? word.substring(2) : word) {
            case "permanent" -> wanted.permanent = value;
            case "static" -> {
                wanted.noArp = value;
                wanted.permanent = word.equals("static") ? OptionalInt.of(0) : wanted.permanent;
            }
            case "dynamic" -> {
                wanted.noArp = OptionalInt.of(word.equals("dynamic") ? 0 : 1);
                wanted.permanent = word.equals("dynamic") ? OptionalInt.of(0) : wanted.permanent;
            }
            case "added_by_user" -> wanted.addedByUser = value;
            case "extern_learn" -> wanted.externallyLearned = value;
            case "sticky" -> wanted.sticky = value;
            case "offloaded" -> wanted.offloaded = value;
            default -> {
                // Other words are passed over.
                if ("help".startsWith(word)) {
                    throw ExitException.usage(BridgeUsage.FDB);
                }
            }
        }
    }
}
