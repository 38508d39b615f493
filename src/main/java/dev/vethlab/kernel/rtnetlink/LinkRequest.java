package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.device.Ipv6AddressMode;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.OperState;
import dev.vethlab.kernel.errno.Errno;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a request about a link asks for: {@code struct ifinfomsg} and the attributes {@code IFLA_*}. */
public final class LinkRequest {

    /** What is to become of a link that exists, and of one that does not ({@code NLM_F_*}). */
    public enum Intent {
        /** Change one that exists. */
        SET,
        /** Make a new one. */
        ADD,
        /** Make a new one; changing one in its place is not supported. */
        REPLACE
    }

    Intent intent = Intent.SET;
    int index;
    int flags;
    int change;
    Optional<String> name = Optional.empty();
    Optional<String> kind = Optional.empty();
    Optional<LinkOptions> options = Optional.empty();
    Optional<LinkOptions> portOptions = Optional.empty();
    boolean virtualFunction;
    Optional<LinkRequest> peer = Optional.empty();
    Optional<List<Integer>> address = Optional.empty();
    Optional<List<Integer>> broadcast = Optional.empty();
    Optional<NetNamespace> namespace = Optional.empty();
    Optional<Errno> namespaceError = Optional.empty();
    Optional<String> alias = Optional.empty();
    Optional<OperState> operState = Optional.empty();
    Optional<Ipv6AddressMode> ipv6AddressMode = Optional.empty();
    Optional<Boolean> dormantMode = Optional.empty();
    Optional<Boolean> carrier = Optional.empty();
    Optional<Boolean> protoDown = Optional.empty();
    OptionalInt mtu = OptionalInt.empty();
    OptionalInt txQueueLength = OptionalInt.empty();
    OptionalInt group = OptionalInt.empty();
    OptionalInt master = OptionalInt.empty();
    OptionalInt txQueues = OptionalInt.empty();
    OptionalInt rxQueues = OptionalInt.empty();
    OptionalInt gsoMaxSize = OptionalInt.empty();
    OptionalInt gsoMaxSegments = OptionalInt.empty();
    OptionalInt groMaxSize = OptionalInt.empty();
    OptionalInt newIndex = OptionalInt.empty();
    OptionalInt linkNamespaceId = OptionalInt.empty();
    OptionalInt link = OptionalInt.empty();

    public LinkRequest intent(Intent value) {
        intent = value;
        return this;
    }

    /** The index asked about or asked for, 0 for none. */
    public int index() {
        return index;
    }

    /** The device to change, or the index to give to a new one. */
    public LinkRequest index(int value) {
        index = value;
        return this;
    }

    /** The device named, or the new name of the one that the index tells. */
    public LinkRequest name(String value) {
        name = Optional.of(value);
        return this;
    }

    /** Sets one flag {@code IFF_*}, or clears it. */
    public LinkRequest flag(int flag, boolean on) {
        change |= flag;
        flags = on ? flags | flag : flags & ~flag;
        return this;
    }

    public LinkRequest kind(String value) {
        kind = Optional.of(value);
        return this;
    }

    /** Says that there are attributes of the kind, be they empty ({@code IFLA_INFO_DATA}). */
    public LinkRequest options(LinkOptions value) {
        options = Optional.of(value);
        return this;
    }

    /** Says that there are attributes for the master's kind ({@code IFLA_INFO_SLAVE_DATA}). */
    public LinkRequest portOptions(LinkOptions value) {
        portOptions = Optional.of(value);
        return this;
    }

    /** What the other end is to be like. */
    public LinkRequest peer(LinkRequest value) {
        options = Optional.of(LinkOptions.NONE);
        peer = Optional.of(value);
        return this;
    }

    /** The octets of the address, any number of them. */
    public LinkRequest address(List<Integer> octets) {
        address = Optional.of(octets);
        return this;
    }

    public LinkRequest broadcast(List<Integer> octets) {
        broadcast = Optional.of(octets);
        return this;
    }

    /** Where it is to be made or moved to. */
    public LinkRequest namespace(NetNamespace value) {
        namespace = Optional.of(value);
        return this;
    }

    /** Asks for the namespace of a process that does not exist (ESRCH), or of a file that is none (EINVAL). */
    public LinkRequest noNamespace(Errno error) {
        namespaceError = Optional.of(error);
        return this;
    }

    /** Asks for something of a virtual function of the hardware. */
    public LinkRequest virtualFunction() {
        virtualFunction = true;
        return this;
    }

    public LinkRequest alias(String value) {
        alias = Optional.of(value);
        return this;
    }

    public LinkRequest operState(OperState value) {
        operState = Optional.of(value);
        return this;
    }

    public LinkRequest ipv6AddressMode(Ipv6AddressMode value) {
        ipv6AddressMode = Optional.of(value);
        return this;
    }

    public LinkRequest dormantMode(boolean value) {
        dormantMode = Optional.of(value);
        return this;
    }

    public LinkRequest carrier(boolean value) {
        carrier = Optional.of(value);
        return this;
    }

    public LinkRequest protoDown(boolean value) {
        protoDown = Optional.of(value);
        return this;
    }

    public LinkRequest mtu(int value) {
        mtu = OptionalInt.of(value);
        return this;
    }

    public LinkRequest txQueueLength(int value) {
        txQueueLength = OptionalInt.of(value);
        return this;
    }

    public LinkRequest group(int value) {
        group = OptionalInt.of(value);
        return this;
    }

    /** The index of its master, 0 for none. */
    public LinkRequest master(int value) {
        master = OptionalInt.of(value);
        return this;
    }

    public LinkRequest txQueues(int value) {
        txQueues = OptionalInt.of(value);
        return this;
    }

    public LinkRequest rxQueues(int value) {
        rxQueues = OptionalInt.of(value);
        return this;
    }

    /** An unsigned number of bytes. */
    public LinkRequest gsoMaxSize(int value) {
        gsoMaxSize = OptionalInt.of(value);
        return this;
    }

    public LinkRequest gsoMaxSegments(int value) {
        gsoMaxSegments = OptionalInt.of(value);
        return this;
    }

    /** An unsigned number of bytes. */
    public LinkRequest groMaxSize(int value) {
        groMaxSize = OptionalInt.of(value);
        return this;
    }

    /** The index to take in the namespace that it moves to. */
    public LinkRequest newIndex(int value) {
        newIndex = OptionalInt.of(value);
        return this;
    }

    /** The namespace in which the other end of a new device is made where nothing else is said of it. */
    public LinkRequest linkNamespaceId(int value) {
        linkNamespaceId = OptionalInt.of(value);
        return this;
    }

    /** The index of the device below. */
    public LinkRequest link(int value) {
        link = OptionalInt.of(value);
        return this;
    }
}
