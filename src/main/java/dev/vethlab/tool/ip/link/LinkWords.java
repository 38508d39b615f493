package dev.vethlab.tool.ip.link;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.addr.LinkLayerText;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.device.DeviceFlags;
import dev.vethlab.kernel.device.Ipv6AddressMode;
import dev.vethlab.kernel.device.Offload;
import dev.vethlab.kernel.device.OperState;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.rtnetlink.LinkRequest;
import dev.vethlab.kernel.rtnetlink.NamespaceIds;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Numbers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The words of {@code ip link add} and {@code set} that stand for attributes, each with its value ({@code iplink_parse}). The
 * order in which abbreviations are tried is iproute2's.
 */
final class LinkWords {

    private static final int ADDRESS_SIZE = 32;
    private static final int ALIAS_SIZE = 256;
    private static final int EINVAL = 22;

    /** What opens as a directory where a namespace is asked for by name. */
    private static final Set<String> DIRECTORIES = Set.of("", ".", "..");

    private final IpContext context;
    private final Arguments arguments;
    private final LinkRequest request;

    int addressLength;
    OptionalInt group = OptionalInt.empty();
    boolean move;
    int index;
    private boolean queueLengthGiven;
    private boolean mtuGiven;
    private boolean txQueuesGiven;
    private boolean rxQueuesGiven;
    private boolean linkNamespaceGiven;

    LinkWords(IpContext context, Arguments arguments, LinkRequest request) {
        this.context = context;
        this.arguments = arguments;
        this.request = request;
    }

    /** Reads what follows {@code word} if that is one of these words. */
    boolean read(String word) {
        return numberBeforeMtu(word) || place(word) || flag(word) || state(word) || queues(word) || offload(word);
    }

    private boolean numberBeforeMtu(String word) {
        if (word.equals("index")) {
            readIndex(arguments.next());
        } else if (matches(word, "address")) {
            List<Integer> octets = octets(arguments.next());
            addressLength = octets.size();
            request.address(octets);
        } else if (matches(word, "broadcast") || word.equals("brd")) {
            request.broadcast(octets(arguments.next()));
        } else if (matches(word, "txqueuelen") || word.equals("qlen") || matches(word, "txqlen")) {
            queueLengthGiven = once(queueLengthGiven, "txqueuelen");
            request.txQueueLength(integer("txqueuelen"));
        } else if (word.equals("mtu")) {
            mtuGiven = once(mtuGiven, "mtu");
            request.mtu(integer("mtu"));
        } else {
            return false;
        }
        return true;
    }

    private void readIndex(String word) {
        if (index != 0) {
            throw ExitException.duplicate("index", word);
        }
        index = leadingInteger(word);
        if (index <= 0) {
            throw ExitException.invalid("Invalid \"index\" value", word);
        }
    }

    private boolean place(String word) {
        if (XdpWords.begin(word)) {
            XdpWords.read(arguments);
            return true;
        }
        if (word.equals("netns")) {
            readNamespace(arguments.next());
            return true;
        }
        return false;
    }

    private void readNamespace(String word) {
        if (move) {
            throw ExitException.duplicate("netns", word);
        }
        Optional<Namespace> named = context.kernel().named(withoutDirectory(word));
        OptionalInt process = Numbers.integer(word, 0);
        if (named.isPresent()) {
            request.namespace(named.get().net());
        } else if (DIRECTORIES.contains(withoutDirectory(word))) {
            request.noNamespace(Errno.EINVAL);
        } else if (process.isEmpty()) {
            throw ExitException.invalid("Invalid \"netns\" value\n", word);
        } else if (process.getAsInt() == 1) {
            request.namespace(context.kernel().initial().net());
        } else {
            request.noNamespace(Errno.ESRCH);
        }
        move = true;
    }

    /** {@code netns_get_fd}: a name, or the path of one. */
    private static String withoutDirectory(String word) {
        for (String directory : List.of("/run/netns/", "/var/run/netns/")) {
            if (word.startsWith(directory)) {
                return word.substring(directory.length());
            }
        }
        return word;
    }

    private boolean flag(String word) {
        switch (word) {
            case "multicast":
                return onOff(word, DeviceFlags.IFF_MULTICAST, true);
            case "allmulticast":
                return onOff(word, DeviceFlags.IFF_ALLMULTI, true);
            case "promisc":
                return onOff(word, DeviceFlags.IFF_PROMISC, true);
            case "trailers":
                return onOff(word, DeviceFlags.IFF_NOTRAILERS, false);
            case "arp":
                return onOff(word, DeviceFlags.IFF_NOARP, false);
            case "carrier":
                request.carrier(oneOfOffOn("carrier"));
                return true;
            default:
                return false;
        }
    }

    private boolean onOff(String word, int flag, boolean flagMeansOn) {
        String value = arguments.next();
        if (!value.equals("on") && !value.equals("off")) {
            throw ExitException.err(
                    ExitException.FAILURE,
                    "Error: argument of \"" + word + "\" must be \"on\" or \"off\", not \"" + value + "\"\n");
        }
        request.flag(flag, value.equals("on") == flagMeansOn);
        return true;
    }

    /** {@code parse_on_off}, whose errno becomes the exit code. */
    private boolean oneOfOffOn(String word) {
        String value = arguments.next();
        if (matches(value, "off")) {
            return false;
        }
        if (matches(value, "on")) {
            return true;
        }
        throw ExitException.err(
                EINVAL, "Error: argument of \"" + word + "\" must be one of \"off\", \"on\", not \"" + value + "\"\n");
    }

    private boolean state(String word) {
        if (matches(word, "master")) {
            request.master(device(arguments.next(), "Device does not exist\n"));
        } else if (word.equals("vrf")) {
            String name = arguments.next();
            int index = context.devices().indexOfVrf(name);
            if (index == 0) {
                throw ExitException.invalid("Not a valid VRF name\n", name);
            }
            request.master(index);
        } else if (matches(word, "nomaster")) {
            request.master(0);
        } else if (matches(word, "dynamic")) {
            onOff("dynamic", DeviceFlags.IFF_DYNAMIC, true);
        } else if (isType(word)) {
            return false;
        } else if (matches(word, "alias")) {
            readAlias(arguments.next());
        } else if (word.equals("group")) {
            readGroup(arguments.next());
        } else if (word.equals("mode")) {
            readMode(arguments.next());
        } else if (word.equals("state")) {
            readState(arguments.next());
        } else {
            return false;
        }
        return true;
    }

    /** Whether the word is {@code type}, which ends this list of words. */
    static boolean isType(String word) {
        return matches(word, "type");
    }

    private int device(String name, String complaint) {
        int found = context.devices().indexOf(name);
        if (found == 0) {
            throw ExitException.invalid(complaint, name);
        }
        return found;
    }

    private void readAlias(String alias) {
        if (alias.length() >= ALIAS_SIZE) {
            throw ExitException.invalid("alias too long\n", alias);
        }
        request.alias(alias);
    }

    private void readGroup(String word) {
        if (group.isPresent() && group.getAsInt() != -1) {
            throw ExitException.duplicate("group", word);
        }
        group = OptionalInt.of(
                groupNumber(word).orElseThrow(() -> ExitException.invalid("Invalid \"group\" value\n", word)));
        request.group(group.getAsInt());
    }

    /** The number of a group ({@code rtnl_group_a2n}). */
    static OptionalInt groupNumber(String word) {
        if (word.equals("default")) {
            return OptionalInt.of(0);
        }
        OptionalLong number = Numbers.s64(word, 0);
        return number.isEmpty() || (int) number.getAsLong() < 0
                ? OptionalInt.empty()
                : OptionalInt.of((int) number.getAsLong());
    }

    private void readMode(String word) {
        String mode = word.toLowerCase(Locale.ROOT);
        if (!mode.equals("default") && !mode.equals("dormant")) {
            throw ExitException.invalid("Invalid link mode\n", word);
        }
        request.dormantMode(mode.equals("dormant"));
    }

    private void readState(String word) {
        for (OperState state : OperState.values()) {
            if (state.name().equalsIgnoreCase(word)) {
                request.operState(state);
                return;
            }
        }
        throw ExitException.invalid("Invalid operstate\n", word);
    }

    private boolean queues(String word) {
        if (matches(word, "numtxqueues")) {
            txQueuesGiven = once(txQueuesGiven, "numtxqueues");
            request.txQueues(integer("numtxqueues"));
        } else if (matches(word, "numrxqueues")) {
            rxQueuesGiven = once(rxQueuesGiven, "numrxqueues");
            request.rxQueues(integer("numrxqueues"));
        } else if (matches(word, "addrgenmode")) {
            readAddressMode(arguments.next());
        } else if (matches(word, "link-netns")) {
            linkNamespaceGiven = once(linkNamespaceGiven, "link-netns/link-netnsid");
            request.linkNamespaceId(linkNamespace(arguments.next()));
        } else if (matches(word, "link-netnsid")) {
            linkNamespaceGiven = once(linkNamespaceGiven, "link-netns/link-netnsid");
            request.linkNamespaceId(integer("link-netnsid"));
        } else {
            return false;
        }
        return true;
    }

    private void readAddressMode(String word) {
        for (Ipv6AddressMode mode : Ipv6AddressMode.values()) {
            if (mode.name().equalsIgnoreCase(word)) {
                request.ipv6AddressMode(mode);
                return;
            }
        }
        throw ExitException.invalid("Invalid address generation mode\n", word);
    }

    private int linkNamespace(String name) {
        Namespace other = context.kernel()
                .named(name)
                .orElseThrow(() -> ExitException.invalid("Invalid \"link-netns\" value\n", name));
        NamespaceIds ids = new NamespaceIds(context.namespace().net());
        if (ids.get(other.net()).isEmpty()) {
            context.namespace().net().allocateIdOf(other.net());
        }
        return ids.get(other.net()).orElseThrow();
    }

    private boolean offload(String word) {
        switch (word) {
            case "protodown":
                request.protoDown(oneOfOffOn("protodown"));
                return true;
            case "gso_max_size":
                request.gsoMaxSize(unsigned(word, 0xffff_ffffL));
                return true;
            case "gso_max_segs":
                request.gsoMaxSegments(unsigned(word, Offload.MOST_GSO_SEGMENTS));
                return true;
            case "gro_max_size":
                request.groMaxSize(unsigned(word, 0xffff_ffffL));
                return true;
            case "parentdev":
                arguments.next();
                return true;
            default:
                return false;
        }
    }

    private int unsigned(String key, long limit) {
        String word = arguments.next();
        OptionalLong number = Numbers.u32(word, 0);
        if (number.isEmpty() || number.getAsLong() > limit) {
            throw ExitException.invalid("Invalid \"" + key + "\" value\n", word);
        }
        return (int) number.getAsLong();
    }

    private int integer(String key) {
        String word = arguments.next();
        return Numbers.integer(word, 0)
                .orElseThrow(() -> ExitException.invalid("Invalid \"" + key + "\" value\n", word));
    }

    private boolean once(boolean given, String key) {
        if (given) {
            throw ExitException.duplicate(key, arguments.next());
        }
        return true;
    }

    private List<Integer> octets(String word) {
        LinkLayerText text = LinkLayerText.read(word, ADDRESS_SIZE);
        text.invalid().ifPresent(part -> {
            throw ExitException.err(ExitException.FAILURE, "\"" + part + "\" is invalid lladdr.\n");
        });
        return text.octets();
    }

    /** {@code atoi}. */
    private static int leadingInteger(String word) {
        int end = word.startsWith("-") || word.startsWith("+") ? 1 : 0;
        while (end < word.length() && Character.digit(word.charAt(end), 10) >= 0) {
            end++;
        }
        return Numbers.integer(word.substring(0, end), 10).orElse(0);
    }
}
