package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.route.Flow;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.TcpSegment;

/**
 * Lowers the maximum segment size that a TCP connection is opened with (net/netfilter/xt_TCPMSS.c).
 *
 * @param size the size, 0 for what the path takes
 * @param ofTcp whether the rule is for TCP alone
 */
public record SegmentSizeStatement(int size, boolean ofTcp) implements Statement {

    private static final int HEADERS = 40;
    private static final int END = 0;
    private static final int NOTHING = 1;
    private static final int MAXIMUM_SEGMENT = 2;
    private static final int OPTION_LENGTH = 4;
    private static final int LEAST = 536;

    @Override
    public Outcome run(Evaluation evaluation) {
        Ipv4Packet packet = evaluation.packet();
        if (packet != null && packet.payload() instanceof TcpSegment segment && !packet.isFragment()) {
            int wanted = size == 0 ? ofPath(evaluation, packet) : size;
            if (wanted > 0 && segment.has(TcpSegment.SYN)) {
                evaluation.skb.payload = packet.withPayload(lowered(segment, wanted));
            }
        }
        return Outcome.NEXT;
    }

    /** What the path there and back takes; 0 where that is too little to say. */
    private static int ofPath(Evaluation evaluation, Ipv4Packet packet) {
        int there = evaluation.skb.dst instanceof Route route ? route.mtu() : Integer.MAX_VALUE;
        int back = Integer.MAX_VALUE;
        try {
            back = evaluation.environment.fib().output(Flow.to(packet.source())).mtu();
        } catch (KernelException noRoute) {
            // Then the way there alone counts.
        }
        int least = Math.min(there, back);
        return least <= HEADERS || least == Integer.MAX_VALUE ? 0 : least - HEADERS;
    }

    /** {@code tcpmss_mangle_packet}: the size is never raised; it is added where there is none. */
    private static TcpSegment lowered(TcpSegment segment, int wanted) {
        byte[] options = segment.options().encode();
        int at = 0;
        while (at < options.length && options[at] != END) {
            int length = options[at] == NOTHING || at + 1 == options.length ? 1 : options[at + 1] & 0xff;
            if (options[at] == MAXIMUM_SEGMENT && length == OPTION_LENGTH && at + OPTION_LENGTH <= options.length) {
                int old = (options[at + 2] & 0xff) << 8 | options[at + 3] & 0xff;
                put(options, at, Math.min(old, wanted));
                return withOptions(segment, options);
            }
            at += Math.max(1, length);
        }
        if (segment.payload().length() > 0 || options.length + OPTION_LENGTH > HEADERS) {
            return segment;
        }
        byte[] longer = new byte[options.length + OPTION_LENGTH];
        System.arraycopy(options, 0, longer, OPTION_LENGTH, options.length);
        put(longer, 0, Math.min(wanted, LEAST));
        return withOptions(segment, longer);
    }

    private static void put(byte[] options, int at, int value) {
        options[at] = MAXIMUM_SEGMENT;
        options[at + 1] = OPTION_LENGTH;
        options[at + 2] = (byte) (value >> 8);
        options[at + 3] = (byte) value;
    }

    static TcpSegment withOptions(TcpSegment segment, byte[] options) {
        return new TcpSegment(
                segment.source(),
                segment.destination(),
                segment.sourcePort(),
                segment.destinationPort(),
                segment.sequence(),
                segment.acknowledgment(),
                segment.flags(),
                segment.window(),
                segment.urgentPointer(),
                Bytes.of(options),
                segment.payload());
    }

    @Override
    public void validate(HookPoint point, BaseChain.Type type) throws KernelException {
        boolean leaves = point == HookPoint.FORWARD || point == HookPoint.LOCAL_OUT || point == HookPoint.POST_ROUTING;
        if (!ofTcp || size == 0 && !leaves) {
            throw new KernelException(Errno.EINVAL);
        }
    }

    @Override
    public String text(TextStyle style) {
        return "xt target TCPMSS";
    }
}
