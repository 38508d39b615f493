package dev.vethlab.kernel.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.wire.Bytes;
import org.junit.jupiter.api.Test;

class BpduTest {

    private static final BridgeId ROOT = new BridgeId(0x1000, new MacAddress(0x0200_0000_00a0L));
    private static final BridgeId BRIDGE = new BridgeId(0x8000, new MacAddress(0x0200_0000_00b0L));

    @Test
    void aMessageIsReadBackAsItWasWritten() {
        Bpdu sent = new Bpdu(true, false, ROOT, 70_000, BRIDGE, 0x8002, 250, 5000, 500, 3750);
        Bytes bytes = sent.encode();
        assertThat(bytes.length()).isEqualTo(38);
        assertThat(Bpdu.isBpdu(bytes)).isTrue();
        assertThat(Bpdu.isConfig(bytes)).isTrue();
        assertThat(Bpdu.parse(bytes)).isEqualTo(sent);
    }

    @Test
    void aNotificationIsNoConfiguration() {
        Bytes bytes = Bpdu.notification();
        assertThat(Bpdu.isBpdu(bytes)).isTrue();
        assertThat(Bpdu.isNotification(bytes)).isTrue();
        assertThat(Bpdu.isConfig(bytes)).isFalse();
    }

    @Test
    void theLowerPriorityIsBetterWhateverTheAddress() {
        assertThat(ROOT).isLessThan(BRIDGE);
        assertThat(new BridgeId(0x8000, ROOT.address())).isLessThan(BRIDGE);
    }
}
