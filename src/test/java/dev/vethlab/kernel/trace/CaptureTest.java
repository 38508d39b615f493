package dev.vethlab.kernel.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.EthernetFrame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaptureTest {

    private static final int HEADER = 14;

    private final CaptureLog log = new CaptureLog(1_000);
    private final Capture one = log.open("host", "one", true);
    private final Capture other = log.open("host", "other", true);

    private static EthernetFrame frame(int length) {
        return new EthernetFrame(MacAddress.BROADCAST, MacAddress.ZERO, 0x1234, Bytes.of(new byte[length - HEADER]));
    }

    private void add(Capture capture, int count, int length) {
        for (int i = 0; i < count; i++) {
            capture.add(i, Direction.IN, frame(length));
        }
    }

    @Test
    void theNewestAreKeptInOrderAndTheOldestCounted() {
        add(one, 1_500, 60);

        assertThat(one.packets()).hasSize(1_000);
        assertThat(one.packets().get(0).number()).isEqualTo(501);
        assertThat(one.dropped()).isEqualTo(500);
        assertThat(one.packetsAfter(1_498)).extracting(CapturedPacket::number).containsExactly(1_499L, 1_500L);
    }

    @Test
    void whereThereIsNoMoreRoomForBytesTheCaptureWithTheMostForgetsAPart() {
        log.limitTotal(10_000, 10_000);
        add(other, 20, 100);
        add(one, 200, 100);

        assertThat(other.packets()).hasSize(20);
        assertThat(one.packets().size()).isBetween(60, 80);
        assertThat(one.packets()).extracting(CapturedPacket::number).endsWith(219L, 220L);
        assertThat(one.dropped() + one.packets().size()).isEqualTo(200);
    }

    @Test
    void aCaptureThatComesLateFindsRoomToo() {
        log.limitTotal(10_000, 10_000);
        add(one, 200, 100);
        add(other, 40, 100);

        assertThat(other.packets()).hasSize(40);
    }

    @Test
    void aPacketThatIsLongerThanAllRoomIsNotKept() {
        log.limitTotal(10_000, 10_000);
        add(one, 100, 100);
        add(one, 1, 10_001);

        assertThat(one.packets()).isEmpty();
        assertThat(one.dropped()).isEqualTo(101);
        add(one, 3, 100);
        assertThat(one.packets()).extracting(CapturedPacket::number).containsExactly(102L, 103L, 104L);
    }

    @Test
    void whatIsClearedGivesItsRoomBack() {
        log.limitTotal(10_000, 10_000);
        for (int i = 0; i < 5; i++) {
            add(one, 100, 100);
            log.clear();
        }
        add(other, 100, 100);

        assertThat(other.packets()).hasSize(100);
        assertThat(other.dropped()).isZero();
    }

    @Test
    void aCaptureGrowsAlsoAfterItHadToForget() {
        log.limitTotal(10_000, 2_000);
        add(one, 25, 100);
        log.limitTotal(10_000, 100_000);
        add(one, 500, 100);

        assertThat(one.packets()).hasSizeGreaterThan(510);
        assertThat(one.packets()).extracting(CapturedPacket::number).isSorted();
    }

    @Test
    void allCapturesTogetherAreShownInTrueOrderWithoutWhatIsForgotten() {
        add(one, 3, 60);
        add(other, 1_200, 60);
        add(one, 2, 60);
        List<String> shown = new ArrayList<>();

        log.show(0, (capture, number, atNs, direction, frame) -> shown.add(capture.device() + number));

        assertThat(shown)
                .hasSize(1_005)
                .startsWith("one1", "one2", "one3", "other204")
                .endsWith("other1203", "one1204", "one1205");
        assertThat(one.packetsAfter(3)).extracting(CapturedPacket::number).containsExactly(1_204L, 1_205L);
        assertThat(other.packetsAfter(1_000)).hasSize(203);
    }

    @Test
    void aCaptureThatFindsNoRoomForPacketsForgetsItsOwn() {
        log.limitTotal(100, 1_000_000);
        add(one, 150, 60);
        add(other, 40, 60);

        assertThat(one.packets()).hasSize(100);
        assertThat(other.packets()).hasSize(16);
        assertThat(other.dropped()).isEqualTo(24);
    }
}
