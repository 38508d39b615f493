package dev.vethlab.tool.ip.link;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.rtnetlink.TunnelOptions;
import dev.vethlab.kernel.tunnel.TunnelConfig;
import dev.vethlab.tool.ip.grammar.AddressFamily;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.DsFields;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Numbers;
import dev.vethlab.tool.ip.grammar.PrefixText;
import dev.vethlab.tool.ip.grammar.TunnelKey;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads what follows {@code type ipip}, {@code gre} or {@code gretap} ({@code iptunnel_parse_opt}, {@code gre_parse_opt}). */
final class TunnelWords {

    private static final List<String> UNSIMULATED = List.of(
            "external",
            "encap",
            "encap-sport",
            "encap-dport",
            "encap-csum",
            "encap-csum6",
            "encap-remcsum",
            "fwmark",
            "ignore-df",
            "6rd-prefix",
            "6rd-relay_prefix",
            "mode");
    private static final List<String> NOTHING_TO_DO = List.of("noencap", "noignore-df");

    private final IpContext context;
    private final Arguments arguments;
    private final boolean gre;
    private final String usage;
    private TunnelOptions options = new TunnelOptions();

    TunnelWords(IpContext context, Arguments arguments, boolean gre, String usage) {
        this.context = context;
        this.arguments = arguments;
        this.gre = gre;
        this.usage = usage;
    }

    /** Fills the options, which begin as a tunnel is that is to be changed. */
    void read(TunnelOptions target, Optional<TunnelConfig> present) {
        options = target;
        present.ifPresent(this::begin);
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (!ends(word) && !header(word) && !(gre && greWord(word))) {
                refuse(word);
            }
        }
        if (options.ttl != 0 && !options.pathMtuDiscovery) {
            throw ExitException.err(ExitException.USAGE, "ttl != 0 and nopmtudisc are incompatible\n");
        }
        if (gre && options.remote.map(Ipv4Address::isMulticast).orElse(false) && options.local.isEmpty()) {
            throw ExitException.err(ExitException.FAILURE, "A broadcast tunnel requires a source address.\n");
        }
    }

    private void begin(TunnelConfig config) {
        options.local = Optional.of(config.local());
        options.remote = Optional.of(config.remote());
        options.device = OptionalInt.of(config.device());
        options.ttl = config.ttl();
        options.tos = config.tos();
        options.pathMtuDiscovery = config.pathMtuDiscovery();
        options.inKey = config.inKey();
        options.outKey = config.outKey();
        options.inChecksum = config.checksum().in();
        options.outChecksum = config.checksum().out();
        options.inSequence = config.sequence().in();
        options.outSequence = config.sequence().out();
    }

    private boolean ends(String word) {
        if (word.equals("remote")) {
            options.remote = Optional.of(address(arguments.next()));
        } else if (word.equals("local")) {
            options.local = Optional.of(address(arguments.next()));
        } else if (matches(word, "dev")) {
            options.device = OptionalInt.of(context.devices().require(arguments.next()));
        } else {
            return false;
        }
        return true;
    }

    private static Ipv4Address address(String word) {
        return word.equals("any") ? Ipv4Address.ANY : PrefixText.address(word, AddressFamily.INET);
    }

    private boolean header(String word) {
        if (word.equals("ttl") || word.equals("hoplimit") || word.equals("hlim")) {
            String value = arguments.next();
            OptionalInt ttl = value.equals("inherit") ? OptionalInt.of(0) : Numbers.u8(value, 0);
            options.ttl = ttl.orElseThrow(() -> ExitException.invalid("invalid TTL\n", value));
        } else if (word.equals("tos") || word.equals("tclass") || matches(word, "dsfield")) {
            String value = arguments.next();
            OptionalInt tos = value.equals("inherit") ? OptionalInt.of(1) : DsFields.read(value);
            options.tos = tos.orElseThrow(() -> ExitException.invalid("bad TOS value", value));
        } else if (word.equals("pmtudisc") || word.equals("nopmtudisc")) {
            options.pathMtuDiscovery = word.equals("pmtudisc");
        } else {
            return false;
        }
        return true;
    }

    private boolean greWord(String word) {
        switch (word) {
            case "key" -> {
                options.inKey = key("key");
                options.outKey = options.inKey;
            }
            case "ikey" -> options.inKey = key("ikey");
            case "okey" -> options.outKey = key("okey");
            case "nokey" -> {
                options.inKey = OptionalInt.empty();
                options.outKey = OptionalInt.empty();
            }
            case "noikey" -> options.inKey = OptionalInt.empty();
            case "nookey" -> options.outKey = OptionalInt.empty();
            default -> {
                return flags(word);
            }
        }
        return true;
    }

    private boolean flags(String word) {
        boolean on = !word.startsWith("no");
        String plain = on ? word : word.substring(2);
        switch (plain) {
            case "seq", "iseq", "oseq" -> {
                options.inSequence = plain.equals("oseq") ? options.inSequence : on;
                options.outSequence = plain.equals("iseq") ? options.outSequence : on;
            }
            case "csum", "icsum", "ocsum" -> {
                options.inChecksum = plain.equals("ocsum") ? options.inChecksum : on;
                options.outChecksum = plain.equals("icsum") ? options.outChecksum : on;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private OptionalInt key(String name) {
        return OptionalInt.of(TunnelKey.read(name, arguments.next()));
    }

    private void refuse(String word) {
        if (NOTHING_TO_DO.contains(word)) {
            return;
        }
        if (UNSIMULATED.contains(word)) {
            throw ExitException.err(ExitException.FAILURE, "ip link: \"" + word + "\" of tunnels is not simulated\n");
        }
        throw ExitException.err(ExitException.FAILURE, usage);
    }
}
