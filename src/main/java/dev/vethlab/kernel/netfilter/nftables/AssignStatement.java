package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.netfilter.conntrack.Connection;
import dev.vethlab.kernel.netfilter.conntrack.Conntrack;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.TcpSegment;
import dev.vethlab.wire.UdpDatagram;

/** Changes a mark or a header field ({@code meta ... set}, {@code ct mark set}, {@code ip ttl set}). */
public record AssignStatement(Selector target, Operand value) implements Statement {

    @Override
    public Outcome run(Evaluation evaluation) {
        if (!value.load(evaluation, 0)) {
            return Outcome.BREAK;
        }
        long number = evaluation.numbers[0];
        if (target == MetaKey.MARK) {
            evaluation.skb.mark = (int) number;
        } else if (target instanceof TcpOption option) {
            option.write(evaluation, number);
        } else if (target == MetaKey.PKTTYPE) {
            evaluation.skb.type = MetaKey.packetType(number);
        } else if (target == MetaKey.PRIORITY) {
            evaluation.skb.priority = (int) number;
        } else if (target == CtKey.LABEL) {
            Connection connection = Conntrack.of(evaluation.skb);
            if (connection != null) {
                connection.label = number;
            }
        } else if (target == CtKey.MARK) {
            Connection connection = Conntrack.of(evaluation.skb);
            if (connection != null) {
                connection.mark = (int) number;
            }
        } else if (target instanceof HeaderField field) {
            Ipv4Packet packet = evaluation.packet();
            if (packet != null) {
                evaluation.skb.payload = changed(packet, field, number);
            }
        }
        return Outcome.NEXT;
    }

    private static Ipv4Packet changed(Ipv4Packet packet, HeaderField field, long number) {
        return switch (field) {
            case IP_TTL -> packet.withTtl((int) number);
            case IP_ECN -> packet.withTos(packet.tos() & ~3 | (int) number);
            case IP_DSCP -> packet.withTos((int) number << 2 | packet.tos() & 3);
            case IP_SADDR -> between(packet, new Ipv4Address((int) number), packet.destination());
            case IP_DADDR -> between(packet, packet.source(), new Ipv4Address((int) number));
            case TCP_SPORT, UDP_SPORT, TH_SPORT -> withPorts(packet, (int) number, -1);
            case TCP_DPORT, UDP_DPORT, TH_DPORT -> withPorts(packet, -1, (int) number);
            default -> packet;
        };
    }

    private static Ipv4Packet between(Ipv4Packet packet, Ipv4Address source, Ipv4Address destination) {
        return withPorts(packet.withAddresses(source, destination), -1, -1);
    }

    /** @param source a new port, or -1 */
    private static Ipv4Packet withPorts(Ipv4Packet packet, int source, int destination) {
        if (packet.payload() instanceof TcpSegment tcp) {
            return packet.withPayload(new TcpSegment(
                    packet.source(),
                    packet.destination(),
                    source < 0 ? tcp.sourcePort() : source,
                    destination < 0 ? tcp.destinationPort() : destination,
                    tcp.sequence(),
                    tcp.acknowledgment(),
                    tcp.flags(),
                    tcp.window(),
                    tcp.urgentPointer(),
                    tcp.options(),
                    tcp.payload()));
        }
        if (packet.payload() instanceof UdpDatagram udp) {
            return packet.withPayload(new UdpDatagram(
                    packet.source(),
                    packet.destination(),
                    source < 0 ? udp.sourcePort() : source,
                    destination < 0 ? udp.destinationPort() : destination,
                    udp.payload()));
        }
        return packet;
    }

    @Override
    public void validate(HookPoint point, BaseChain.Type type) throws KernelException {
        target.validate(point);
        boolean early = point == HookPoint.PRE_ROUTING || point == HookPoint.INGRESS;
        if (target == MetaKey.PKTTYPE && !early) {
            throw new KernelException(Errno.EOPNOTSUPP);
        }
        if (value instanceof Operand.Selected selected) {
            selected.selector().validate(point);
        }
    }

    @Override
    public String text(TextStyle style) {
        return target.text(style) + " set " + value.text(target.type(), style);
    }

    @Override
    public boolean needsConntrack() {
        return target instanceof CtKey || value.needsConntrack();
    }
}
