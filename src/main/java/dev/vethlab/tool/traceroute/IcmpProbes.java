package dev.vethlab.tool.traceroute;

import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.socket.Datagram;
import dev.vethlab.kernel.socket.SocketError;
import dev.vethlab.kernel.socket.Sockets;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import java.util.Arrays;

/** Probes by echo requests. */
final class IcmpProbes extends RawProbes {

    private final int identifier;
    private int sequence;

    IcmpProbes(TraceOptions options, Sockets sockets, Machine machine) {
        super(options, sockets, machine, Ipv4Packet.ICMP);
        this.identifier = machine.random().nextInt(1, 0x8000);
        this.sequence = options.port == 0 ? 1 : (int) options.port & 0xffff;
    }

    @Override
    int start(int dataLength) throws Quit {
        open();
        return Math.max(dataLength, IcmpMessage.HEADER_LENGTH);
    }

    @Override
    Numbered next(int dataLength) {
        byte[] data = Arrays.copyOfRange(pattern(dataLength), IcmpMessage.HEADER_LENGTH, dataLength);
        int number = sequence;
        sequence = sequence + 1 & 0xffff;
        return new Numbered(number, IcmpMessage.echoRequest(identifier, number, Bytes.of(data)));
    }

    @Override
    int numberOf(Datagram datagram) {
        boolean ours = datagram.packet().payload() instanceof IcmpMessage message
                && message.type() == IcmpMessage.ECHO_REPLY
                && message.identifier() == identifier;
        return ours ? ((IcmpMessage) datagram.packet().payload()).sequence() : -1;
    }

    @Override
    int numberOf(SocketError error) {
        Bytes data = error.data();
        return data.length() >= IcmpMessage.HEADER_LENGTH && data.u16(4) == identifier ? data.u16(6) : -1;
    }
}
