package dev.vethlab.kernel.netfilter;

import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.bridge.Bridge;
import dev.vethlab.kernel.device.DeviceEvent;
import dev.vethlab.kernel.device.DeviceHooks;
import dev.vethlab.kernel.device.HookFunction;
import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.ipv4.Ipv4;
import dev.vethlab.kernel.neighbour.NeighbourTable;
import dev.vethlab.kernel.netfilter.bridge.BridgedHooks;
import dev.vethlab.kernel.netfilter.bridge.BridgedTranslation;
import dev.vethlab.kernel.netfilter.bridge.OncePreRouting;
import dev.vethlab.kernel.netfilter.conntrack.ConnectionTable;
import dev.vethlab.kernel.netfilter.conntrack.Conntrack;
import dev.vethlab.kernel.netfilter.nat.Nat;
import dev.vethlab.kernel.netfilter.nftables.BaseChain;
import dev.vethlab.kernel.netfilter.nftables.Chain;
import dev.vethlab.kernel.netfilter.nftables.Environment;
import dev.vethlab.kernel.netfilter.nftables.Family;
import dev.vethlab.kernel.netfilter.nftables.Ruleset;
import dev.vethlab.kernel.netfilter.nftables.Table;
import dev.vethlab.kernel.route.Fib;
import dev.vethlab.kernel.sysctl.SysctlFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Netfilter of a namespace: its rules, its connections, and who is called at which hook. */
public final class Netfilter {

    /** Who is called at a hook; of those with the same priority the newest first, as {@code nf_hook_entries_grow} puts them. */
    private record Entry(int priority, long order, HookFunction function) {}

    private static final Comparator<Entry> BY_PRIORITY =
            Comparator.comparingInt(Entry::priority).thenComparing(Entry::order, Comparator.reverseOrder());

    private final NetNamespace net;
    private final ConnectionTable connections;
    private final TrackingHooks tracking;
    private final Environment environment;
    private final Ruleset ruleset;
    private final BridgedHooks bridged;
    private boolean hasBridges;

    /** Whether a rule has had connections count what they carry. */
    private boolean accounts;

    public Netfilter(NetNamespace net, InetDevices inet, NeighbourTable neighbours, Fib fib, Ipv4 ipv4) {
        this.net = net;
        this.connections = new ConnectionTable(net.machine(), net.sysctls());
        Conntrack conntrack = new Conntrack(connections, net.sysctls());
        Nat nat = new Nat(connections, net.machine());
        this.tracking = new TrackingHooks(ipv4, conntrack);
        this.environment = new Environment(net, inet, fib, ipv4, nat);
        net.attach(PacketTracking.class, new PacketTracking(ipv4, conntrack, nat));
        this.ruleset = new Ruleset(this::register);
        this.bridged = new BridgedHooks(net, new BridgedTranslation(fib, neighbours));
        net.addListener(this::bridgeAppears);
        net.addListener(this::deviceChanges);
        MasqueradeCleaner cleaner = new MasqueradeCleaner(connections);
        net.addListener(cleaner);
        inet.addListener(cleaner);
        net.sysctls().mount("net/netfilter/nf_conntrack_count", new ConntrackCount(connections));
    }

    /** The rules. */
    public Ruleset ruleset() {
        return ruleset;
    }

    /** The connections. */
    public ConnectionTable connections() {
        return connections;
    }

    /** From its first bridge on, a namespace shows what it bridges to the filters ({@code brnf_device_event}). */
    private void bridgeAppears(DeviceEvent event, NetDevice device) {
        if (event == DeviceEvent.REGISTER && !hasBridges && device instanceof Bridge) {
            hasBridges = true;
            registerHooks();
        }
    }

    /** Registers everything at the hooks that the rules ask for. */
    private void register() {
        net.machine().changed();
        registerHooks();
        if (!accounts && ruleset.needsAccounting()) {
            accounts = true;
            startAccounting();
        }
    }

    /** The first rule that asks how much connections have carried has that counted from now on ({@code nf_ct_set_acct}). */
    private void startAccounting() {
        if (net.sysctls().find("net/netfilter/nf_conntrack_acct").orElse(null) instanceof SysctlFile setting) {
            try {
                setting.write("1");
            } catch (KernelException refusal) {
                throw new IllegalStateException(refusal);
            }
        }
    }

    private void registerHooks() {
        boolean tracks = ruleset.needsConntrack();
        for (HookPoint point : HookPoint.ofProtocols()) {
            List<Entry> entries = tracks ? trackingAt(point) : new ArrayList<>();
            chainsAt(point, entries);
            HookFunction ipv4 = merged(entries);
            if (ipv4 != null && hasBridges && point == HookPoint.PRE_ROUTING) {
                ipv4 = new OncePreRouting(ipv4);
            }
            net.hooks().setIpv4(point, ipv4);
            net.hooks().setArp(point, merged(chainsOf(Family.ARP, point)));
            net.hooks().setBridge(point, merged(bridgeAt(point)));
        }
        net.devices().all().forEach(this::registerHooksOf);
    }

    private void deviceChanges(DeviceEvent event, NetDevice device) {
        if (event == DeviceEvent.REGISTER || event == DeviceEvent.CHANGE_NAME) {
            registerHooksOf(device);
        } else if (event == DeviceEvent.UNREGISTER) {
            device.setHooks(DeviceHooks.NONE);
        }
    }

    /** A chain of devices is at each whose name it was given, whether that was there first or not ({@code nft_netdev_event}). */
    private void registerHooksOf(NetDevice device) {
        HookFunction ingress = merged(chainsOf(device, HookPoint.INGRESS));
        HookFunction egress = merged(chainsOf(device, HookPoint.EGRESS));
        device.setHooks(ingress == null && egress == null ? DeviceHooks.NONE : new DeviceHooks(ingress, egress));
    }

    private List<Entry> chainsOf(NetDevice device, HookPoint point) {
        return chainsOf(
                family -> family == Family.NETDEV || family == Family.INET,
                point,
                base -> base.devices().contains(device.name()));
    }

    private static @Nullable HookFunction merged(List<Entry> entries) {
        if (entries.isEmpty()) {
            return null;
        }
        entries.sort(BY_PRIORITY);
        List<HookFunction> functions = entries.stream().map(Entry::function).toList();
        return functions.size() == 1 ? functions.get(0) : new HookRun(functions);
    }

    private List<Entry> trackingAt(HookPoint point) {
        List<Entry> entries = new ArrayList<>();
        if (point == HookPoint.PRE_ROUTING || point == HookPoint.LOCAL_OUT) {
            entries.add(new Entry(TrackingHooks.DEFRAGMENT, 0, (skb, in, out) -> tracking.defragment(skb)));
            entries.add(new Entry(TrackingHooks.TRACK, 0, (skb, in, out) -> tracking.track(skb)));
        } else if (point == HookPoint.LOCAL_IN || point == HookPoint.POST_ROUTING) {
            entries.add(new Entry(TrackingHooks.CONFIRM, Long.MIN_VALUE, (skb, in, out) -> tracking.confirm(skb)));
        }
        return entries;
    }

    private void chainsAt(HookPoint point, List<Entry> entries) {
        List<Entry> nat = new ArrayList<>();
        long firstNat = Long.MAX_VALUE;
        for (Table table : ruleset.tables()) {
            for (Chain chain : table.chains().values()) {
                BaseChain base = chain.base();
                if (base == null || !table.family().seesIpv4() || table.dormant) {
                    continue;
                }
                if (base.type() == BaseChain.Type.NAT) {
                    firstNat = Math.min(firstNat, base.order());
                }
                if (base.point() == point) {
                    ChainHook function = new ChainHook(environment, chain, base);
                    boolean translates = base.type() == BaseChain.Type.NAT;
                    (translates ? nat : entries).add(new Entry(base.priority(), base.order(), function));
                }
            }
        }
        if (firstNat != Long.MAX_VALUE && point != HookPoint.FORWARD) {
            nat.sort(BY_PRIORITY);
            List<HookFunction> functions = nat.stream().map(Entry::function).toList();
            entries.add(new Entry(NatHook.priority(point), firstNat, new NatHook(environment, point, functions)));
        }
    }

    private List<Entry> bridgeAt(HookPoint point) {
        List<Entry> entries = chainsOf(Family.BRIDGE, point);
        HookFunction function = hasBridges ? bridged.at(point) : null;
        if (function != null) {
            int priority = point == HookPoint.POST_ROUTING ? Integer.MAX_VALUE : BridgedHooks.PRIORITY;
            entries.add(new Entry(priority, Long.MAX_VALUE, function));
        }
        return entries;
    }

    private List<Entry> chainsOf(Family family, HookPoint point) {
        return chainsOf(other -> other == family, point, base -> true);
    }

    private List<Entry> chainsOf(Predicate<Family> families, HookPoint point, Predicate<BaseChain> wanted) {
        List<Entry> entries = new ArrayList<>();
        for (Table table : ruleset.tables()) {
            if (families.test(table.family()) && !table.dormant) {
                for (Chain chain : table.chains().values()) {
                    BaseChain base = chain.base();
                    if (base != null && base.point() == point && wanted.test(base)) {
                        entries.add(new Entry(base.priority(), base.order(), new ChainHook(environment, chain, base)));
                    }
                }
            }
        }
        return entries;
    }
}
