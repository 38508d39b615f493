package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.Ipv4Packet;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One packet on its way through the chains of one hook ({@code struct nft_pktinfo} and its registers). */
public final class Evaluation {

    private static final int REGISTERS = 8;

    final Environment environment;
    final Skb skb;
    final HookPoint point;
    final @Nullable NetDevice in;
    final @Nullable NetDevice out;
    final long[] numbers = new long[REGISTERS];
    final String[] names = new String[REGISTERS];

    /** What the last rule decided. */
    Verdict verdict = Verdict.of(Verdict.Kind.CONTINUE);

    /** Why the packet is dropped where the rule says more than that; empty else. */
    String remark = "";

    /** What the sender of a dropped packet is told. */
    Errno error = Errno.EPERM;

    private final Family family;

    public Evaluation(
            Environment environment,
            Family family,
            Skb skb,
            HookPoint point,
            @Nullable NetDevice in,
            @Nullable NetDevice out) {
        this.environment = environment;
        this.family = family;
        this.skb = skb;
        this.point = point;
        this.in = in;
        this.out = out;
        Arrays.fill(names, "");
    }

    /**
     * The length in bytes that counters and limits go by: of what a device is to send, and of an ARP packet that the ARP family sees
     * sent, with its Ethernet header.
     */
    int length() {
        int length = skb.payload.length();
        boolean framed = point == HookPoint.EGRESS || in == null && family == Family.ARP;
        return framed ? length + EthernetFrame.HEADER_LENGTH : length;
    }

    /**
     * Whether the packet has its link layer header here: a bridge has it, it was received, or a device is to send it. (To the families of
     * IP it is one that was received as long as there is a device that it came by, which {@code nft} has tested first.)
     */
    boolean seesFrame() {
        return in != null || family == Family.BRIDGE || point == HookPoint.EGRESS;
    }

    /** The packet as it is now; null for what is no IPv4. */
    @Nullable
    Ipv4Packet packet() {
        return skb.payload instanceof Ipv4Packet packet ? packet : null;
    }
}
