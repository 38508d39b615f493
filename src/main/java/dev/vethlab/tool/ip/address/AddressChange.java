package dev.vethlab.tool.ip.address;

import dev.vethlab.addr.InetPrefix;
import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.Ipv4Prefix;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.rtnetlink.AddressMessages;
import dev.vethlab.kernel.rtnetlink.AddressRequest;
import dev.vethlab.kernel.rtnetlink.Ipv6Requests;
import dev.vethlab.tool.ip.grammar.AddressFamily;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Numbers;
import dev.vethlab.tool.ip.grammar.Scopes;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** {@code ip address add}, {@code change}, {@code replace} and {@code delete} ({@code ipaddr_modify}). */
final class AddressChange {

    /** What is to be done. */
    enum Kind {
        ADD,
        CHANGE,
        DELETE;

        static Optional<Kind> of(String word) {
            if (Arguments.matches(word, "add")) {
                return Optional.of(ADD);
            }
            if (Arguments.matches(word, "change") || word.equals("chg") || Arguments.matches(word, "replace")) {
                return Optional.of(CHANGE);
            }
            return Arguments.matches(word, "delete") ? Optional.of(DELETE) : Optional.empty();
        }
    }

    private enum Broadcast {
        NONE,
        GIVEN,
        ALL_ONES,
        ALL_ZEROS
    }

    private static final long INFINITY = 0xffff_ffffL;

    private final IpContext context;
    private final Kind kind;
    private final Arguments arguments;
    private AddressFamily family;
    private Optional<String> device = Optional.empty();
    private String localWord = "";
    private Optional<AddressText> local = Optional.empty();
    /** {@code default} before any word that tells the family: an attribute of no bytes. */
    private boolean sendsEmptyAddress;

    private Optional<AddressText> peer = Optional.empty();
    private Broadcast broadcast = Broadcast.NONE;
    private Optional<Ipv4Address> broadcastAddress = Optional.empty();
    private boolean anycast;
    private OptionalInt scope = OptionalInt.empty();
    private Optional<String> label = Optional.empty();
    private long metric;
    private int flags;
    private OptionalLong valid = OptionalLong.empty();
    private OptionalLong preferred = OptionalLong.empty();

    AddressChange(IpContext context, Kind kind, Arguments arguments) {
        this.context = context;
        this.kind = kind;
        this.arguments = arguments;
        this.family = context.options().family();
    }

    int run() {
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (!readAddress(word) && !readAttribute(word) && !readFlag(word)) {
                readLocal(word);
            }
        }
        AddressRequest request = request();
        try {
            send(request);
            return 0;
        } catch (KernelException refusal) {
            context.process().refused(refusal);
            throw ExitException.refused(refusal);
        }
    }

    private boolean readAddress(String word) {
        if (word.equals("peer") || word.equals("remote")) {
            String value = arguments.next();
            refuseSecond(peer.isPresent(), "peer", value);
            AddressText read = AddressText.prefix(value, family);
            peer = Optional.of(read);
            learnFamily(read);
        } else if (Arguments.matches(word, "broadcast") || word.equals("brd")) {
            readBroadcast(arguments.next());
        } else if (word.equals("anycast")) {
            String value = arguments.next();
            refuseSecond(anycast, "anycast", value);
            learnFamily(AddressText.address(value, family));
            anycast = true;
        } else {
            return false;
        }
        return true;
    }

    private void readBroadcast(String value) {
        refuseSecond(broadcast != Broadcast.NONE, "broadcast", value);
        if (value.equals("+")) {
            broadcast = Broadcast.ALL_ONES;
        } else if (value.equals("-")) {
            broadcast = Broadcast.ALL_ZEROS;
        } else {
            AddressText read = AddressText.address(value, family);
            learnFamily(read);
            broadcastAddress = read.prefix().map(InetPrefix::address);
            broadcast = Broadcast.GIVEN;
        }
    }

    private boolean readAttribute(String word) {
        if (word.equals("scope")) {
            String value = arguments.next();
            scope = Scopes.number(value);
            if (scope.isEmpty()) {
                throw ExitException.invalid("invalid scope value.", value);
            }
        } else if (word.equals("dev")) {
            device = Optional.of(arguments.next());
        } else if (word.equals("label")) {
            label = Optional.of(arguments.next());
        } else if (Arguments.matches(word, "metric")
                || Arguments.matches(word, "priority")
                || Arguments.matches(word, "preference")) {
            String value = arguments.next();
            metric = Numbers.u32(value, 0)
                    .orElseThrow(() -> ExitException.invalid("\"metric\" value is invalid\n", value));
        } else if (Arguments.matches(word, "valid_lft")) {
            refuseSecond(valid.isPresent(), "valid_lft", word);
            valid = OptionalLong.of(lifetime("valid_lft value", arguments.next()));
        } else if (Arguments.matches(word, "preferred_lft")) {
            refuseSecond(preferred.isPresent(), "preferred_lft", word);
            preferred = OptionalLong.of(lifetime("preferred_lft value", arguments.next()));
        } else {
            return false;
        }
        return true;
    }

    private static long lifetime(String complaint, String value) {
        return value.equals("forever")
                ? INFINITY
                : Numbers.u32(value, 0).orElseThrow(() -> ExitException.invalid(complaint, value));
    }

    private boolean readFlag(String word) {
        Optional<AddressFlag> flag = AddressFlag.of(word);
        if (flag.isEmpty()) {
            return false;
        }
        if (flag.get().isReadOnly()) {
            context.err("Warning: " + word + " option is not mutable from userspace\n");
        } else if (flag.get().isInet6Only() && family != AddressFamily.INET6) {
            context.err("Warning: " + word + " option can be set only for IPv6 addresses\n");
        } else {
            flags |= flag.get().mask();
        }
        return true;
    }

    private void readLocal(String word) {
        String value = word.equals("local") ? arguments.next() : word;
        if (Arguments.matches(value, "help")) {
            throw ExitException.usage(AddressUsage.TEXT);
        }
        if (local.filter(AddressText::hasFamily).isPresent()) {
            throw ExitException.duplicateOrGarbage("local", value);
        }
        localWord = value;
        AddressText read = AddressText.prefix(value, family);
        sendsEmptyAddress |= !read.hasFamily();
        local = Optional.of(read);
        learnFamily(read);
    }

    private static void refuseSecond(boolean second, String key, String value) {
        if (second) {
            throw ExitException.duplicate(key, value);
        }
    }

    private void learnFamily(AddressText read) {
        if (family == AddressFamily.UNSPEC) {
            family = read.family();
        }
    }

    private AddressRequest request() {
        String name = device.orElseThrow(() -> failure("Not enough information: \"dev\" argument is required.\n"));
        Optional<InetPrefix> localPrefix = local.flatMap(AddressText::prefix);
        Optional<InetPrefix> peerPrefix = peer.isPresent() ? peer.flatMap(AddressText::prefix) : localPrefix;
        boolean wildcard = peer.isEmpty() && isWildcardDeletion();
        Optional<Ipv4Address> address = wildcard ? Optional.empty() : peerPrefix.map(InetPrefix::address);
        int length = peer.flatMap(AddressText::prefix).map(InetPrefix::length).orElse(0);
        if (length == 0) {
            length = localPrefix.map(InetPrefix::length).orElse(0);
        }
        computeBroadcast(peerPrefix);
        int index = context.devices().require(name);
        Optional<AddressRequest.Lifetime> lifetime = lifetime();
        refuseAutojoinOfUnicast(localPrefix);
        return new AddressRequest(
                index,
                localPrefix.map(InetPrefix::address),
                address,
                length,
                broadcastAddress,
                scope.orElse(kind == Kind.DELETE ? 0 : defaultScope(localPrefix)),
                flags,
                label,
                metric,
                0,
                lifetime,
                kind == Kind.CHANGE);
    }

    private boolean isWildcardDeletion() {
        boolean wildcard = kind == Kind.DELETE
                && local.filter(text -> text.family() == AddressFamily.INET)
                        .flatMap(AddressText::prefix)
                        .filter(prefix -> !prefix.lengthGiven())
                        .isPresent();
        if (wildcard) {
            context.err("Warning: Executing wildcard deletion to stay compatible with old scripts.\n"
                    + "         Explicitly specify the prefix length (" + localWord + "/32) to avoid this warning.\n"
                    + "         This special behaviour is likely to disappear in further releases,\n"
                    + "         fix your scripts!\n");
        }
        return wildcard;
    }

    private void computeBroadcast(Optional<InetPrefix> of) {
        if (broadcast != Broadcast.ALL_ONES && broadcast != Broadcast.ALL_ZEROS || kind == Kind.DELETE) {
            return;
        }
        if (family != AddressFamily.INET) {
            throw failure("Broadcast can be set only for IPv4 addresses\n");
        }
        Ipv4Prefix network = of.map(InetPrefix::network).orElse(Ipv4Prefix.DEFAULT);
        if (network.length() <= 30) {
            broadcastAddress = Optional.of(broadcast == Broadcast.ALL_ONES ? network.broadcast() : network.network());
        }
    }

    private Optional<AddressRequest.Lifetime> lifetime() {
        if (valid.isEmpty() && preferred.isEmpty()) {
            return Optional.empty();
        }
        long validSeconds = valid.orElse(INFINITY);
        long preferredSeconds = preferred.orElse(INFINITY);
        if (validSeconds == 0) {
            throw failure("valid_lft is zero\n");
        }
        if (validSeconds < preferredSeconds) {
            throw failure("preferred_lft is greater than valid_lft\n");
        }
        return Optional.of(new AddressRequest.Lifetime(finite(validSeconds), finite(preferredSeconds)));
    }

    private static OptionalLong finite(long seconds) {
        return seconds == INFINITY ? OptionalLong.empty() : OptionalLong.of(seconds);
    }

    private void refuseAutojoinOfUnicast(Optional<InetPrefix> address) {
        boolean multicast =
                address.filter(prefix -> prefix.address().isMulticast()).isPresent();
        if ((flags & AddressFlag.AUTOJOIN.mask()) != 0 && !multicast) {
            throw failure("autojoin needs multicast address\n");
        }
    }

    private static int defaultScope(Optional<InetPrefix> address) {
        return address.filter(prefix -> prefix.address().isLoopback()).isPresent() ? 254 : 0;
    }

    private static ExitException failure(String words) {
        return ExitException.err(ExitException.FAILURE, words);
    }

    private void send(AddressRequest request) throws KernelException {
        if (family == AddressFamily.INET6) {
            Ipv6Requests ipv6 = new Ipv6Requests(
                    context.namespace().net(), context.namespace().inet());
            throw (kind == Kind.DELETE ? ipv6.deleteAddress(request.index()) : ipv6.addAddress(request.index()))
                    .orElseThrow(() -> failure("ip address: IPv6 is not simulated\n"));
        }
        if (family != AddressFamily.INET) {
            throw new KernelException(Errno.EOPNOTSUPP);
        }
        if (sendsEmptyAddress) {
            throw new KernelException(Errno.ERANGE, "Attribute failed policy validation");
        }
        AddressMessages messages = new AddressMessages(
                context.namespace().net(), context.namespace().inet());
        if (kind == Kind.DELETE) {
            messages.deleteAddress(request);
        } else {
            messages.newAddress(request);
        }
    }
}
