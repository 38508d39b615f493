package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.route.Flow;
import dev.vethlab.kernel.route.InputResult;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.kernel.route.RouteType;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.TcpSegment;
import java.util.List;
import java.util.Set;

/**
 * Drops a packet and tells its sender ({@code nft_reject}, net/ipv4/netfilter/nf_reject_ipv4.c). Of a reset only those of TCP are told;
 * that nothing else comes to it is for the program to see to that makes the rule.
 *
 * @param code the code of the ICMP error
 * @param written what {@code nft} writes behind {@code reject}, with a blank before it
 */
public record RejectStatement(boolean tcpReset, int code, String written) implements Statement {

    private static final String ICMP = " with icmp ";
    private static final String ICMPX = " with icmpx ";

    /** DCCP, ESP, AH and SCTP. */
    private static final Set<Integer> WITHOUT_CHECKSUM = Set.of(33, 50, 51, 132);

    private static final List<String> CODES =
            List.of("network unreachable", "host unreachable", "protocol unreachable", "port unreachable");

    /** Whether the sender is told by ICMP of IPv4 and by nothing else. */
    public boolean isIcmp() {
        return !tcpReset && written.startsWith(ICMP);
    }

    @Override
    public Outcome run(Evaluation evaluation) {
        Ipv4Packet packet = evaluation.packet();
        Skb skb = evaluation.skb;
        evaluation.verdict = Verdict.of(Verdict.Kind.DROP);
        if (packet != null && hasRoute(evaluation, packet) && isSound(packet)) {
            if (tcpReset) {
                reset(evaluation, packet);
            } else {
                evaluation.environment.ipv4().sendError(skb, packet, IcmpMessage.DESTINATION_UNREACHABLE, code, 0);
            }
        }
        evaluation.remark = tcpReset
                ? "; its sender gets a TCP reset"
                : "; its sender is told by ICMP: " + (code < CODES.size() ? CODES.get(code) : "code " + code);
        return Outcome.DECIDED;
    }

    /**
     * Whether its checksum is seen to be right: the first piece of a datagram has one that is of the whole ({@code nf_ip_checksum}). Some
     * protocols have none that would be looked at ({@code nf_reject_verify_csum}).
     */
    private static boolean isSound(Ipv4Packet packet) {
        return !packet.moreFragments() || WITHOUT_CHECKSUM.contains(packet.protocol());
    }

    /** Before routing there is no way back yet ({@code nf_reject_fill_skb_dst}). */
    private static boolean hasRoute(Evaluation evaluation, Ipv4Packet packet) {
        Skb skb = evaluation.skb;
        if (skb.dst == null) {
            if (!(evaluation.environment.fib().input(skb, packet) instanceof InputResult.Routed routed)) {
                return false;
            }
            skb.dst = routed.route();
        }
        return true;
    }

    /** {@code nf_send_reset}. */
    private static void reset(Evaluation evaluation, Ipv4Packet packet) {
        if (!(packet.payload() instanceof TcpSegment segment) || segment.has(TcpSegment.RST)) {
            return;
        }
        boolean acknowledges = segment.has(TcpSegment.ACK);
        int length = segment.sequenceLength();
        TcpSegment answer = new TcpSegment(
                packet.destination(),
                packet.source(),
                segment.destinationPort(),
                segment.sourcePort(),
                acknowledges ? segment.acknowledgment() : 0,
                acknowledges ? 0 : segment.sequence() + length,
                acknowledges ? TcpSegment.RST : TcpSegment.RST | TcpSegment.ACK,
                0,
                0,
                Bytes.EMPTY,
                Bytes.EMPTY);
        Environment environment = evaluation.environment;
        try {
            boolean own = environment.fib().addressType(packet.destination()) == RouteType.LOCAL;
            Route route = environment
                    .fib()
                    .output(new Flow(0, 0, 0, 0, Ipv4Packet.TCP, packet.destination(), packet.source(), 0, 0, !own));
            Ipv4Packet reply = new Ipv4Packet(
                    0,
                    0,
                    true,
                    false,
                    0,
                    route.hopLimit() != 0 ? route.hopLimit() : environment.defaultTtl(),
                    Ipv4Packet.TCP,
                    packet.destination(),
                    packet.source(),
                    Bytes.EMPTY,
                    answer);
            Skb skb = new Skb(route.device(), EthernetFrame.TYPE_IPV4, reply);
            skb.dst = route;
            skb.relateTo(evaluation.skb);
            send(environment, skb, reply, route, evaluation.skb);
        } catch (KernelException unreachable) {
            evaluation.remark = "";
        }
    }

    /** As an answer to what came by a bridge it goes back by that port, as if from the station that was asked. */
    private static void send(Environment environment, Skb skb, Ipv4Packet reply, Route route, Skb about)
            throws KernelException {
        EthernetFrame frame = about.frame;
        if (about.bridged != null && frame != null) {
            skb.dev = about.bridged.in;
            skb.pushHeader(frame.source(), frame.destination());
            skb.dev.send(skb);
        } else {
            environment.ipv4().localOut(skb, reply, route, false);
        }
    }

    @Override
    public String text(TextStyle style) {
        boolean coded = style.numeric() && (written.startsWith(ICMP) || written.startsWith(ICMPX));
        return "reject" + (coded ? (written.startsWith(ICMPX) ? ICMPX : ICMP) + code : written);
    }

    @Override
    public boolean isTerminal() {
        return true;
    }

    @Override
    public void validate(HookPoint point, BaseChain.Type type) throws KernelException {
        if (point == HookPoint.POST_ROUTING) {
            throw new KernelException(Errno.EOPNOTSUPP);
        }
    }
}
