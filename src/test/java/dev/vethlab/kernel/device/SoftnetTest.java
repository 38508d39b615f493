package dev.vethlab.kernel.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.trace.CaptureLog;
import dev.vethlab.kernel.trace.Tracer;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.EthernetFrame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The order in which frames are received: those of the backlog, and those that a tunnel's device took out of one of them. */
class SoftnetTest {

    private final Machine machine = new Machine(1, new Tracer(100), new CaptureLog(100));
    private final Softnet softnet = new Softnet(machine);
    private final NetNamespace host = new NetNamespace(machine, softnet, "host");
    private final NetDevice device = new Dummy(host, "d0");
    private final ReceiveQueue ofTunnel = new ReceiveQueue();
    private final List<Integer> received = new ArrayList<>();

    /** Frame 1 carries frame 10, frame 2 has frame 20 sent to the host itself. */
    @BeforeEach
    void carryOneFrameInAnother() {
        host.registerIpv4(skb -> {
            int number = numberOf(skb);
            received.add(number);
            if (number == 1) {
                softnet.enqueue(frame(10), ofTunnel, skb);
            } else if (number == 2) {
                softnet.enqueue(frame(20));
            }
        });
    }

    private Skb frame(int number) {
        MacAddress station = new MacAddress(number);
        return Skb.of(device, new EthernetFrame(station, station, EthernetFrame.TYPE_IPV4, Bytes.EMPTY));
    }

    private static int numberOf(Skb skb) {
        return skb.frame == null ? 0 : (int) skb.frame.source().bits();
    }

    private void receiveAtOnce(Skb... frames) {
        softnet.disable();
        for (Skb frame : frames) {
            softnet.enqueue(frame);
        }
        softnet.enable();
    }

    @Test
    void whatIsTakenOutWaitsForTheWholeBacklogWhereCapturesCopy() {
        machine.captures().copyPackets();
        receiveAtOnce(frame(1), frame(2));
        assertThat(received).containsExactly(1, 2, 20, 10);
    }

    @Test
    void whatIsTakenOutGoesBehindTheBacklogWhereCapturesHoldPackets() {
        receiveAtOnce(frame(1), frame(2));
        assertThat(received).containsExactly(1, 2, 10, 20);
    }

    @Test
    void whatIsTakenOutGoesBehindTheBacklogWhereTheCarrierWaitsThereOnceMore() {
        machine.captures().copyPackets();
        Skb carrier = frame(1);
        Skb flooded = carrier.copy();
        flooded.dev = new Dummy(new NetNamespace(machine, softnet, "other"), "d1");
        receiveAtOnce(carrier, flooded, frame(2));
        assertThat(received).containsExactly(1, 2, 10, 20);
    }

    @Test
    void aFullTurnOfTheBacklogLetsTheTunnelHaveItsTurn() {
        machine.captures().copyPackets();
        Skb[] frames = new Skb[70];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = frame(i == 0 ? 1 : 100 + i);
        }
        receiveAtOnce(frames);
        assertThat(received.indexOf(10)).isEqualTo(64);
        assertThat(received).hasSize(71);
    }
}
