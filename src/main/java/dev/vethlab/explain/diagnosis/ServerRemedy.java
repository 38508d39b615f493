package dev.vethlab.explain.diagnosis;

import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.lab.ConnectionRequest;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.TcpSegment;
import dev.vethlab.wire.UdpDatagram;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Somebody who listens where a connection found nobody. */
final class ServerRemedy implements Remedy {

    private static final int EVERYWHERE = 5;
    private static final int THERE = 7;

    @Override
    public void propose(Failure failure, Consumer<Change> proposals) {
        if (!(failure.request() instanceof ConnectionRequest request)) {
            return;
        }
        for (Refusal refusal : failure.refusals()) {
            Optional<Ipv4Packet> packet = refusal.ip();
            OptionalInt port = packet.isPresent() ? port(packet.get()) : OptionalInt.empty();
            boolean unheard = refusal.step().reason().equals(Optional.of(DropReason.NO_SOCKET));
            if (unheard && port.isPresent()) {
                String namespace = failure.place(refusal.step());
                String address = packet.get().destination().toString();
                serve(request.server(namespace, List.of(), port.getAsInt()), EVERYWHERE, proposals);
                serve(request.server(namespace, List.of(address), port.getAsInt()), THERE, proposals);
            }
        }
    }

    private static void serve(String line, int rank, Consumer<Change> proposals) {
        proposals.accept(new Change(List.of(line), rank));
    }

    private static OptionalInt port(Ipv4Packet packet) {
        if (packet.payload() instanceof TcpSegment segment) {
            return OptionalInt.of(segment.destinationPort());
        }
        return packet.payload() instanceof UdpDatagram datagram
                ? OptionalInt.of(datagram.destinationPort())
                : OptionalInt.empty();
    }
}
