package dev.vethlab.tool.ip.link;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.rtnetlink.VxlanOptions;
import dev.vethlab.kernel.vxlan.VxlanConfig.DontFragment;
import dev.vethlab.tool.ip.grammar.AddressFamily;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.DsFields;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Numbers;
import dev.vethlab.tool.ip.grammar.PrefixText;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Reads what follows {@code type vxlan} ({@code vxlan_parse_opt}). */
final class VxlanWords {

    private static final int LARGEST_VNI = 0xff_ffff;
    private static final List<String> UNSIMULATED = List.of(
            "gbp",
            "gpe",
            "vnifilter",
            "udp6zerocsumtx",
            "udp6zerocsumrx",
            "remcsumtx",
            "remcsumrx",
            "flowlabel",
            "label");
    private static final List<String> NOTHING_TO_DO =
            List.of("novnifilter", "noudp6zerocsumtx", "noudp6zerocsumrx", "noremcsumtx", "noremcsumrx");

    private final IpContext context;
    private final Arguments arguments;
    private final boolean creates;
    private final VxlanOptions options = new VxlanOptions();
    private final Set<String> given = new HashSet<>();

    VxlanWords(IpContext context, Arguments arguments, boolean creates) {
        this.context = context;
        this.arguments = arguments;
        this.creates = creates;
    }

    VxlanOptions read() {
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (!ends(word) && !header(word) && !table(word) && !flag(word)) {
                throw unknown(word);
            }
        }
        check();
        return options;
    }

    private void check() {
        boolean external = options.external.orElse(false);
        if (external && options.vni.isPresent()) {
            throw failure("vxlan: both 'external' and vni cannot be specified\n");
        }
        if (options.vni.isEmpty() && creates && !external) {
            throw failure("vxlan: missing virtual network identifier\n");
        }
        if (options.remote.map(Ipv4Address::isMulticast).orElse(false) && options.device.isEmpty()) {
            throw failure("vxlan: 'group' requires 'dev' to be specified\n");
        }
        if (options.port.isEmpty() && creates) {
            context.err("vxlan: destination port not specified\n"
                    + "Will use Linux kernel default (non-standard value)\n"
                    + "Use 'dstport 4789' to get the IANA assigned value\n"
                    + "Use 'dstport 0' to get default and quiet this message\n");
        }
        if (options.port.orElse(1) == 0) {
            options.port = OptionalInt.empty();
        }
        if (creates && options.learning.isEmpty()) {
            options.learning = Optional.of(true);
        }
    }

    private boolean ends(String word) {
        if (matches(word, "id") || matches(word, "vni")) {
            String id = once("id", "id");
            OptionalLong number = Numbers.u32(id, 0);
            if (number.isEmpty() || number.getAsLong() > LARGEST_VNI) {
                throw ExitException.invalid("invalid id", id);
            }
            options.vni = OptionalInt.of((int) number.getAsLong());
        } else if (matches(word, "group")) {
            refuseBoth(true);
            options.remote = Optional.of(address("remote", "group", true));
        } else if (matches(word, "remote")) {
            refuseBoth(false);
            options.remote = Optional.of(address("remote", "remote", false));
        } else if (matches(word, "local")) {
            options.local = Optional.of(address("local", "local", false));
        } else if (matches(word, "dev")) {
            String name = once("dev", "dev");
            int index = context.devices().indexOf(name);
            if (index == 0) {
                throw ExitException.usage("Cannot find device \"" + name + "\"\n");
            }
            options.device = OptionalInt.of(index);
        } else {
            return false;
        }
        return true;
    }

    private void refuseBoth(boolean group) {
        if (options.remote.isPresent() && options.remote.get().isMulticast() != group) {
            throw failure("vxlan: both group and remote cannot be specified\n");
        }
    }

    private Ipv4Address address(String attribute, String key, boolean group) {
        String word = once(attribute, key);
        Ipv4Address address = PrefixText.address(word, AddressFamily.UNSPEC);
        boolean unspecified = word.equals("default") || word.equals("any") || word.equals("all");
        if (unspecified || address.isMulticast() != group) {
            throw ExitException.invalid("invalid " + (key.equals("group") ? "group" : key) + " address", word);
        }
        return address;
    }

    private boolean header(String word) {
        if (matches(word, "ttl") || matches(word, "hoplimit")) {
            readTtl(once("ttl", "ttl"));
        } else if (matches(word, "tos") || matches(word, "dsfield")) {
            String tos = once("tos", "tos");
            OptionalInt value = tos.equals("inherit") ? OptionalInt.of(1) : DsFields.read(tos);
            if (value.isEmpty()) {
                throw ExitException.invalid("bad TOS value", tos);
            }
            options.tos = value;
        } else if (matches(word, "df")) {
            String df = once("df", "df");
            for (DontFragment value : DontFragment.values()) {
                if (value.name().toLowerCase(Locale.ROOT).equals(df)) {
                    options.dontFragment = Optional.of(value);
                    return true;
                }
            }
            throw ExitException.invalid("DF must be 'unset', 'set' or 'inherit'", df);
        } else {
            return false;
        }
        return true;
    }

    private void readTtl(String word) {
        if (word.equals("inherit")) {
            options.inheritTtl = true;
            return;
        }
        OptionalLong ttl = word.equals("auto") ? OptionalLong.of(0) : Numbers.u32(word, 0);
        if (ttl.isEmpty()) {
            throw ExitException.invalid("invalid TTL", word);
        }
        if (ttl.getAsLong() > 255) {
            throw ExitException.invalid("TTL must be <= 255", word);
        }
        options.ttl = OptionalInt.of((int) ttl.getAsLong());
    }

    private boolean table(String word) {
        if (matches(word, "ageing")) {
            options.ageing = number("ageing", "none", "ageing timer");
        } else if (matches(word, "maxaddress")) {
            options.limit = number("maxaddress", "unlimited", "max addresses");
        } else if (matches(word, "port") || matches(word, "srcport")) {
            int low = port(once("srcport", "srcport"), "min port");
            int high = port(arguments.next(), "max port");
            if (low != 0 || high != 0) {
                options.lowPort = OptionalInt.of(low);
                options.highPort = OptionalInt.of(high);
            }
        } else if (matches(word, "dstport")) {
            options.port = OptionalInt.of(port(once("dstport", "dstport"), "dst port"));
        } else {
            return false;
        }
        return true;
    }

    private OptionalLong number(String key, String none, String complaint) {
        String word = once(key, key);
        OptionalLong value = word.equals(none) ? OptionalLong.of(0) : Numbers.u32(word, 0);
        if (value.isEmpty()) {
            throw ExitException.invalid(complaint, word);
        }
        return value;
    }

    private static int port(String word, String complaint) {
        return Numbers.u16(word, 0).orElseThrow(() -> ExitException.invalid(complaint, word));
    }

    private boolean flag(String word) {
        if (matches(word, "nolearning") || matches(word, "learning")) {
            options.learning = Optional.of(flag("learning", word));
        } else if (matches(word, "noproxy") || matches(word, "proxy")) {
            options.proxy = Optional.of(flag("proxy", word));
        } else if (matches(word, "norsc") || matches(word, "rsc")) {
            options.shortCircuit = Optional.of(flag("rsc", word));
        } else if (matches(word, "nol2miss") || matches(word, "l2miss")) {
            options.linkMisses = Optional.of(flag("l2miss", word));
        } else if (matches(word, "nol3miss") || matches(word, "l3miss")) {
            options.networkMisses = Optional.of(flag("l3miss", word));
        } else if (matches(word, "udpcsum") || matches(word, "noudpcsum")) {
            options.checksum = Optional.of(flag("udpcsum", word));
        } else if (matches(word, "external") || matches(word, "noexternal")) {
            options.external = Optional.of(flag("external", word));
            if (options.external.get()) {
                options.learning = Optional.of(false);
            }
        } else {
            return rare(word);
        }
        return true;
    }

    private static boolean rare(String word) {
        for (String known : UNSIMULATED) {
            if (matches(word, known)) {
                throw failure("vxlan: \"" + known + "\" is not simulated\n");
            }
        }
        return NOTHING_TO_DO.stream().anyMatch(known -> matches(word, known));
    }

    private boolean flag(String attribute, String word) {
        if (!given.add(attribute)) {
            throw ExitException.duplicateOrGarbage(word, word);
        }
        return !word.startsWith("no");
    }

    /** The value of an attribute that may be given once ({@code check_duparg}). */
    private String once(String attribute, String key) {
        String value = arguments.next();
        if (!given.add(attribute)) {
            throw ExitException.duplicateOrGarbage(key, value);
        }
        return value;
    }

    private static ExitException unknown(String word) {
        return failure(
                matches(word, "help")
                        ? VxlanType.USAGE
                        : "vxlan: unknown command \"" + word + "\"?\n" + VxlanType.USAGE);
    }

    private static ExitException failure(String words) {
        return ExitException.err(ExitException.FAILURE, words);
    }
}
