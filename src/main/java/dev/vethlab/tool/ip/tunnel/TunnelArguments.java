package dev.vethlab.tool.ip.tunnel;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.tunnel.TunnelConfig;
import dev.vethlab.kernel.tunnel.TunnelControl;
import dev.vethlab.kernel.tunnel.TunnelDevice;
import dev.vethlab.kernel.tunnel.TunnelType;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.DeviceNames;
import dev.vethlab.tool.ip.grammar.DsFields;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Numbers;
import dev.vethlab.tool.ip.grammar.PrefixText;
import dev.vethlab.tool.ip.grammar.TunnelKey;
import java.util.Optional;
import java.util.OptionalInt;

/** The words behind {@code ip tunnel add}, {@code change}, {@code del} and {@code show} ({@code parse_args}). */
final class TunnelArguments {

    private static final String MORE_THAN_ONE = "You managed to ask for more than one tunnel mode.\n";

    private final IpContext context;
    private final Arguments arguments;
    private final boolean changes;
    private String name = "";
    private Optional<TunnelMode> mode = Optional.empty();
    private Optional<String> medium = Optional.empty();
    private TunnelConfig config = TunnelConfig.PLAIN;

    /**
     * Reads all words.
     *
     * @param changes whether the first word may name a tunnel, which the rest begins with
     */
    TunnelArguments(IpContext context, Arguments arguments, boolean changes) {
        this.context = context;
        this.arguments = arguments;
        this.changes = changes;
        for (int count = 0; arguments.hasNext(); count++) {
            String word = arguments.next();
            if (!readsEnds(word) && !readsHeader(word) && !readsGre(word)) {
                readName(word, count == 0);
            }
        }
        finish();
    }

    /** Its name; empty for none. */
    String name() {
        return name;
    }

    /** The kind of tunnel, from what was asked for or from the name. */
    Optional<TunnelMode> mode() {
        return mode;
    }

    TunnelConfig config() {
        return config;
    }

    private boolean readsEnds(String word) {
        switch (word) {
            case "mode" -> readMode(arguments.next());
            case "remote" -> config = config.withRemote(PrefixText.plain(arguments.next()));
            case "local" -> config = config.withLocal(PrefixText.plain(arguments.next()));
            case "dev" -> medium = Optional.of(arguments.next());
            default -> {
                return false;
            }
        }
        return true;
    }

    private void readMode(String word) {
        TunnelMode wanted =
                TunnelMode.of(word).orElseThrow(() -> ExitException.usage("Unknown tunnel mode \"" + word + "\"\n"));
        if (mode.isPresent() && mode.get().protocol() != wanted.protocol()) {
            throw ExitException.usage(MORE_THAN_ONE);
        }
        mode = Optional.of(wanted);
    }

    private boolean readsHeader(String word) {
        if (word.equals("ttl") || word.equals("hoplimit") || word.equals("hlim")) {
            String value = arguments.next();
            if (!value.equals("inherit")) {
                config = config.withTtl(
                        Numbers.u8(value, 0).orElseThrow(() -> ExitException.invalid("invalid TTL\n", value)));
            }
        } else if (word.equals("tos") || word.equals("tclass") || matches(word, "dsfield")) {
            config = config.withTos(tos(arguments.next()));
        } else if (word.equals("pmtudisc") || word.equals("nopmtudisc")) {
            config = config.withPathMtuDiscovery(word.equals("pmtudisc"));
        } else {
            return false;
        }
        return true;
    }

    /** {@code inherit}, a value, or both with a slash between them. */
    private static int tos(String word) {
        String[] parts = word.split("/", 2);
        boolean inherits = parts[0].equals("inherit");
        if (inherits && parts.length == 1) {
            return 1;
        }
        String value = inherits ? parts[1] : parts[0];
        int number = DsFields.read(value).orElseThrow(() -> ExitException.invalid("bad TOS value", parts[0]));
        return (inherits ? 1 : 0) | number;
    }

    private boolean readsGre(String word) {
        switch (word) {
            case "key" -> {
                OptionalInt key = OptionalInt.of(TunnelKey.read(word, arguments.next()));
                config = config.withKeys(key, key);
            }
            case "ikey" ->
                config = config.withKeys(OptionalInt.of(TunnelKey.read(word, arguments.next())), config.outKey());
            case "okey" ->
                config = config.withKeys(config.inKey(), OptionalInt.of(TunnelKey.read(word, arguments.next())));
            case "seq", "iseq", "oseq" -> config = config.withSequence(added(config.sequence(), word, "seq"));
            case "csum", "icsum", "ocsum" -> config = config.withChecksum(added(config.checksum(), word, "csum"));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static TunnelConfig.Gre added(TunnelConfig.Gre known, String word, String both) {
        return new TunnelConfig.Gre(known.in() || !word.equals("o" + both), known.out() || !word.equals("i" + both));
    }

    private void readName(String word, boolean first) {
        String given = word;
        if (word.equals("name")) {
            given = arguments.next();
        } else if (matches(word, "help")) {
            throw ExitException.usage(TunnelCommand.USAGE);
        }
        if (!name.isEmpty()) {
            throw ExitException.duplicateOrGarbage("name", given);
        }
        name = DeviceNames.checked("name", given);
        if (changes && first) {
            begin();
        }
    }

    /** A change begins with what the tunnel is like. */
    private void begin() {
        try {
            TunnelDevice present = TunnelControl.find(context.namespace().net(), name);
            config = present.config();
            mode = present.type() == TunnelType.GRE ? Optional.of(TunnelMode.GRE) : Optional.empty();
        } catch (KernelException refusal) {
            throw TunnelCommand.refused(context, "get", name, refusal);
        }
    }

    private void finish() {
        mode = mode.or(() -> TunnelMode.ofName(name));
        boolean keyed = config.inKey().isPresent() || config.outKey().isPresent();
        boolean takesKeys = mode.map(TunnelMode::takesKeys).orElse(false);
        if (keyed && !takesKeys) {
            throw ExitException.err(ExitException.FAILURE, "Keys are not allowed with ipip and sit tunnels\n");
        }
        medium.ifPresent(device -> config = config.withDevice(context.devices().require(device)));
        if (config.remote().isMulticast()) {
            OptionalInt group = OptionalInt.of(config.remote().bits());
            config = config.withKeys(orGroup(config.inKey(), group), orGroup(config.outKey(), group));
            if (config.local().isAny()) {
                throw ExitException.err(ExitException.FAILURE, "A broadcast tunnel requires a source address\n");
            }
        }
    }

    private static OptionalInt orGroup(OptionalInt key, OptionalInt group) {
        return key.orElse(0) == 0 ? group : key;
    }
}
