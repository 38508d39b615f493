package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.vxlan.VxlanConfig;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What a request asks of a VXLAN device ({@code IFLA_VXLAN_*}). */
public final class VxlanOptions implements LinkOptions {
    public OptionalInt vni = OptionalInt.empty();

    /** The host or group that frames go to. */
    public Optional<Ipv4Address> remote = Optional.empty();

    public Optional<Ipv4Address> local = Optional.empty();

    /** The index of the device below. */
    public OptionalInt device = OptionalInt.empty();

    public OptionalInt port = OptionalInt.empty();

    /** Whether one device is to serve all networks. */
    public Optional<Boolean> external = Optional.empty();

    /** Both ends of the range of source ports, or neither. */
    public OptionalInt lowPort = OptionalInt.empty();

    public OptionalInt highPort = OptionalInt.empty();

    /** 1 for the one inside. */
    public OptionalInt tos = OptionalInt.empty();

    public OptionalInt ttl = OptionalInt.empty();
    public boolean inheritTtl;
    public Optional<VxlanConfig.DontFragment> dontFragment = Optional.empty();

    /** In seconds. */
    public OptionalLong ageing = OptionalLong.empty();

    public OptionalLong limit = OptionalLong.empty();
    public Optional<Boolean> learning = Optional.empty();
    public Optional<Boolean> proxy = Optional.empty();
    public Optional<Boolean> shortCircuit = Optional.empty();
    public Optional<Boolean> linkMisses = Optional.empty();
    public Optional<Boolean> networkMisses = Optional.empty();
    public Optional<Boolean> checksum = Optional.empty();
}
