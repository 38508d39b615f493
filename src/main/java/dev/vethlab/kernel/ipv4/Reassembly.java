package dev.vethlab.kernel.ipv4;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.device.Truesize;
import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.kernel.route.Fib;
import dev.vethlab.kernel.route.InputResult;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.sysctl.NetSysctls;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.kernel.trace.SysctlSeen;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The packets of a namespace that wait for fragments (net/ipv4/ip_fragment.c). */
final class Reassembly {

    /** What fragments of one packet have in common (RFC 791 section 3.2). */
    private record Key(Ipv4Address source, Ipv4Address destination, int id, int protocol) {}

    private static final int LONGEST = 65535;

    private final NetNamespace net;
    private final Fib fib;
    private final NetSysctls sysctls;
    private final InetPeers peers;
    private final IcmpOutput icmp;
    private final Map<Key, FragmentQueue> queues = new HashMap<>();
    private long memory;

    Reassembly(NetNamespace net, Fib fib, InetPeers peers, IcmpOutput icmp) {
        this.net = net;
        this.fib = fib;
        this.sysctls = net.sysctls();
        this.peers = peers;
        this.icmp = icmp;
    }

    /** Takes a fragment; the whole packet, where this was what was missing ({@code ip_defrag}). */
    @Nullable
    Ipv4Packet add(Skb skb, Ipv4Packet fragment) {
        Key key = new Key(fragment.source(), fragment.destination(), fragment.id(), fragment.protocol());
        FragmentQueue queue = queues.get(key);
        if (queue == null) {
            int limit = sysctls.get(NetIpv4.IPFRAG_HIGH_THRESH);
            if (limit == 0 || memory > limit) {
                drop(
                        skb,
                        DropReason.NOT_SPECIFIED,
                        "ip_defrag",
                        "waiting fragments take up all memory that they may",
                        "ipfrag_high_thresh",
                        limit);
                return null;
            }
            queue = new FragmentQueue();
            queues.put(key, queue);
            startTimer(key, queue);
        } else if (isTooFar(queue, fragment.source())) {
            forget(queue);
            queue.clear();
            startTimer(key, queue);
        }
        noteDistance(queue, fragment.source());
        return insert(skb, fragment, key, queue);
    }

    private @Nullable Ipv4Packet insert(Skb skb, Ipv4Packet fragment, Key key, FragmentQueue queue) {
        FragmentQueue.Result result = queue.insert(skb, fragment);
        switch (result) {
            case DUPLICATE ->
                Drops.drop(
                        skb,
                        DropReason.DUP_FRAG,
                        "ip_frag_queue",
                        "this part of the packet is here already",
                        List.of());
            case CORRUPT -> {
                end(key, queue);
                Drops.drop(
                        skb,
                        DropReason.NOT_SPECIFIED,
                        "ip_frag_queue",
                        "the fragment contradicts those that are here; all are dropped",
                        List.of());
            }
            case WAITING -> {
                int weight = Truesize.of(skb);
                queue.memory += weight;
                memory += weight;
            }
            default -> {
                end(key, queue);
                return whole(skb, queue);
            }
        }
        return null;
    }

    private static @Nullable Ipv4Packet whole(Skb skb, FragmentQueue queue) {
        Ipv4Packet whole = queue.ecnIsConsistent() ? queue.whole() : null;
        if (whole == null || whole.length() > LONGEST) {
            String detail = "what the fragments add up to is no packet";
            Drops.drop(skb, DropReason.NOT_SPECIFIED, "ip_frag_reasm", detail, List.of());
            return null;
        }
        Skb first = queue.firstFragment();
        skb.control = first == null ? null : first.control;
        skb.largestFragment = queue.largest();
        return whole;
    }

    private boolean isTooFar(FragmentQueue queue, Ipv4Address source) {
        int most = sysctls.get(NetIpv4.IPFRAG_MAX_DIST);
        return most != 0 && !queue.isEmpty() && peers.get(source).fragmentsSeen + 1 - queue.seenAt > most;
    }

    private void noteDistance(FragmentQueue queue, Ipv4Address source) {
        if (sysctls.get(NetIpv4.IPFRAG_MAX_DIST) != 0) {
            queue.seenAt = ++peers.get(source).fragmentsSeen;
        }
    }

    private void startTimer(Key key, FragmentQueue queue) {
        queue.cancelTimer();
        long expires = peers.jiffies() + (long) sysctls.get(NetIpv4.IPFRAG_TIME) * Jiffies.HZ;
        queue.timer = Jiffies.at(net.machine(), expires, () -> expire(key, queue));
    }

    private void forget(FragmentQueue queue) {
        memory -= queue.memory;
        queue.memory = 0;
    }

    private void end(Key key, FragmentQueue queue) {
        queue.cancelTimer();
        queues.remove(key);
        forget(queue);
    }

    /** Time is up; the sender is told, if the first fragment is there ({@code ip_expire}). */
    private void expire(Key key, FragmentQueue queue) {
        end(key, queue);
        Skb head = queue.firstFragment();
        if (head == null || net.devices().byIndex(queue.deviceIndex).isEmpty()) {
            return;
        }
        head.dev = net.devices().byIndex(queue.deviceIndex).get();
        Ipv4Packet packet = (Ipv4Packet) head.payload;
        InputResult result = fib.input(packet.destination(), packet.source(), packet.tos(), head.mark, head.dev);
        if (result instanceof InputResult.Routed
                && ((InputResult.Routed) result).route().deliverHere()) {
            head.dst = ((InputResult.Routed) result).route();
            icmp.send(head, packet, IcmpMessage.TIME_EXCEEDED, IcmpMessage.REASSEMBLY_TIME_EXCEEDED, 0);
        }
        drop(
                head,
                DropReason.FRAG_REASM_TIMEOUT,
                "ip_expire",
                "the other fragments did not come in time",
                "ipfrag_time",
                sysctls.get(NetIpv4.IPFRAG_TIME));
    }

    private static void drop(Skb skb, DropReason reason, String function, String detail, String file, int value) {
        Drops.drop(skb, reason, function, detail, List.of(new SysctlSeen("net.ipv4." + file, Integer.toString(value))));
    }
}
