package dev.vethlab.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.kernel.device.DeviceStats;
import dev.vethlab.kernel.trace.Capture;
import dev.vethlab.kernel.trace.CapturedPacket;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.print.TcpdumpPrinter;
import java.util.Arrays;
import java.util.List;

/** What holds of whatever a machine has recorded. */
final class Recorded {

    /** Every so many packets one is printed. */
    private static final int PRINTED = 4;

    private Recorded() {}

    /** Packets are in order of time, and are what their bytes say. */
    static void check(Capture capture) {
        List<CapturedPacket> packets = capture.packets();
        long number = 0;
        long time = 0;
        for (CapturedPacket packet : packets) {
            assertThat(packet.number()).as("number in " + capture.device()).isGreaterThan(number);
            assertThat(packet.atNs()).as("time in " + capture.device()).isGreaterThanOrEqualTo(time);
            number = packet.number();
            time = packet.atNs();
            byte[] bytes = packet.frame().encode();
            if (bytes.length != packet.frame().length()) {
                assertThat(bytes)
                        .as("length of " + packet.frame())
                        .hasSize(packet.frame().length());
            }
            if (packet.number() % PRINTED == 0) {
                assertThat(TcpdumpPrinter.line(packet.frame())).isNotEmpty();
            }
            byte[] again = EthernetFrame.parse(bytes.clone()).encode();
            if (!startsWith(bytes, again)) {
                assertThat(again).as("what " + packet.frame() + " is read as").isEqualTo(bytes);
            }
        }
        assertThat(packets).hasSize(capture.size());
    }

    /** Bytes behind a packet are left off when it is read. */
    private static boolean startsWith(byte[] bytes, byte[] again) {
        return again.length <= bytes.length && Arrays.equals(bytes, 0, again.length, again, 0, again.length);
    }

    /** Nothing was counted backwards. */
    static void check(String device, DeviceStats stats) {
        long[] counters = {
            stats.rxPackets,
            stats.rxBytes,
            stats.rxErrors,
            stats.rxDropped,
            stats.multicast,
            stats.txPackets,
            stats.txBytes,
            stats.txErrors,
            stats.txDropped,
            stats.txCarrierErrors,
            stats.collisions,
            stats.rxNohandler,
            stats.rxOtherhostDropped,
            stats.carrierUpCount,
            stats.carrierDownCount
        };
        for (long counter : counters) {
            assertThat(counter).as("a counter of " + device).isNotNegative();
        }
    }
}
