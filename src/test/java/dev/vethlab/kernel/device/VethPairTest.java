package dev.vethlab.kernel.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.trace.CaptureLog;
import dev.vethlab.kernel.trace.Tracer;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.EthernetFrame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VethPairTest {

    private static final int UNKNOWN_TYPE = 0x1234;

    private final Machine machine = new Machine(1, new Tracer(100), new CaptureLog(100));
    private final Softnet softnet = new Softnet(machine);
    private final NetNamespace host = new NetNamespace(machine, softnet, "host");
    private final NetNamespace other = new NetNamespace(machine, softnet, "other");
    private final List<String> events = new ArrayList<>();
    private Veth veth0;
    private Veth veth1;

    @BeforeEach
    void makePair() throws KernelException {
        host.devices().register(new Loopback(host), 0);
        other.devices().register(new Loopback(other), 0);
        veth1 = end("veth1", 1);
        veth0 = end("veth0", 2);
        softnet.linkWatch().hold();
        Veth.tie(veth0, veth1);
        veth0.plug();
        veth1.plug();
        softnet.linkWatch().release();
        host.addListener((event, device) -> events.add(device.name() + " " + event));
    }

    private Veth end(String name, int lastOctet) throws KernelException {
        Veth end = new Veth(host, name);
        DeviceSettings.initialAddress(end, new MacAddress(0x020000000000L + lastOctet));
        host.devices().register(end, 0);
        return end;
    }

    @Test
    void indexesAreGivenInTheOrderOfRegistering() {
        assertThat(veth1.index()).isEqualTo(2);
        assertThat(veth0.index()).isEqualTo(3);
        assertThat(host.devices().byName("veth0")).contains(veth0);
    }

    @Test
    void oneEndUpHasNoCarrierAndALowerLayerThatIsDown() throws KernelException {
        DeviceState.up(veth0);
        assertThat(veth0.hasCarrier()).isFalse();
        assertThat(veth0.operState()).isEqualTo(OperState.LOWERLAYERDOWN);
        assertThat(veth0.flags() & DeviceFlags.IFF_RUNNING).isZero();
    }

    @Test
    void bothEndsUpHaveCarrierAndTellTheirListeners() throws KernelException {
        DeviceState.up(veth0);
        DeviceState.up(veth1);
        assertThat(veth0.isOperational()).isTrue();
        assertThat(veth1.operState()).isEqualTo(OperState.UP);
        assertThat(events)
                .as("the link watch comes to veth0's missing carrier once veth0 is up, then to both carriers")
                .containsExactly("veth0 UP", "veth0 CHANGE", "veth1 UP", "veth1 CHANGE", "veth0 CHANGE");
    }

    @Test
    void aPeerOfTheSameIndexElsewhereMakesItPlainlyDown() throws KernelException {
        NamespaceChange.move(veth1, other, "", veth0.index());
        DeviceState.up(veth1);
        DeviceState.up(veth0);
        DeviceState.down(veth1);
        assertThat(veth0.operState()).isEqualTo(OperState.DOWN);
    }

    @Test
    void aFrameArrivesAtTheOtherEndAndIsCountedAtBoth() throws KernelException {
        DeviceState.up(veth0);
        DeviceState.up(veth1);
        send(veth0, 100);
        assertThat(veth0.stats().txBytes).isEqualTo(114);
        assertThat(veth1.stats().rxPackets).isEqualTo(1);
        assertThat(machine.captures().find("host", "veth1").orElseThrow().size())
                .isEqualTo(1);
        assertThat(veth1.stats().rxDropped).as("nobody takes this EtherType").isEqualTo(1);
    }

    @Test
    void aFrameTooLongForThePeerIsRefusedAndCountedAsDropped() throws KernelException {
        DeviceState.up(veth0);
        DeviceState.up(veth1);
        DeviceSettings.mtu(veth1, 1000);
        assertThat(send(veth0, 1004).refused).isFalse();
        assertThat(send(veth0, 1005).refused).isTrue();
        assertThat(veth0.stats().txDropped).isEqualTo(1);
        assertThat(veth0.stats().txPackets).isEqualTo(1);
        assertThat(machine.captures().find("host", "veth0").orElseThrow().size())
                .isEqualTo(2);
    }

    @Test
    void withoutCarrierAFrameIsDroppedUnseen() throws KernelException {
        DeviceState.up(veth0);
        Skb skb = send(veth0, 100);
        assertThat(skb.refused).isFalse();
        assertThat(veth0.stats().txDropped).isEqualTo(1);
        assertThat(machine.captures().find("host", "veth0").orElseThrow().size())
                .isZero();
    }

    private Skb send(Veth from, int length) {
        EthernetFrame frame = new EthernetFrame(
                new MacAddress(0x020000000001L), from.address(), UNKNOWN_TYPE, Bytes.of(new byte[length]));
        Skb skb = Skb.of(from, frame);
        from.send(skb);
        return skb;
    }

    @Test
    void aDeletedEndTakesItsPeerAlongFromAnotherNamespace() throws KernelException {
        NamespaceChange.move(veth1, other, "", 0);
        DeviceTable.delete(veth0);
        assertThat(host.devices().all()).hasSize(1);
        assertThat(other.devices().all()).hasSize(1);
    }

    @Test
    void aMovedDeviceKeepsItsSettingsAndItsIndexAndIsDown() throws KernelException {
        DeviceSettings.group(veth0, 7);
        host.devices().addAlternativeName(veth0, "uplink");
        DeviceState.up(veth0);
        NamespaceChange.move(veth0, other, "", 0);
        assertThat(other.devices().byName("uplink")).contains(veth0);
        assertThat(host.devices().isInUse("uplink")).isFalse();
        assertThat(veth0.index()).isEqualTo(3);
        assertThat(veth0.group()).isEqualTo(7);
        assertThat(veth0.isUp()).isFalse();
        assertThat(veth0.queue().discipline()).isEqualTo("noop");
        assertThat(host.idOf(other)).hasValue(0);
    }

    @Test
    void aNameTakenThereKeepsADeviceHereUnlessItBringsAnother() throws KernelException {
        other.devices().register(new Veth(other, "veth0"), 0);
        assertThatThrownBy(() -> NamespaceChange.move(veth0, other, "", 0))
                .hasMessage("An interface with the same name exists in the target netns");
        NamespaceChange.move(veth0, other, "veth%d", 0);
        assertThat(veth0.name()).isEqualTo("veth1");
    }

    @Test
    void loopbackCannotBeMoved() {
        assertThatThrownBy(() -> NamespaceChange.move(host.devices().loopback(), other, "", 0))
                .hasMessage("The interface netns is immutable");
    }

    @Test
    void aNameIsRefusedWhereItIsTakenOrMalformed() {
        assertThat(refusal("veth1")).isEqualTo(Errno.EEXIST);
        assertThat(refusal("a:b")).isEqualTo(Errno.EINVAL);
        assertThat(refusal("sixteencharsbad1")).isEqualTo(Errno.EINVAL);
        assertThat(refusal("all")).isEqualTo(Errno.EINVAL);
        assertThat(refusal("a%s")).isEqualTo(Errno.EINVAL);
    }

    private Errno refusal(String name) {
        try {
            host.devices().rename(veth0, name);
            throw new AssertionError(name + " was taken");
        } catch (KernelException refusal) {
            return refusal.errno();
        }
    }

    @Test
    void aPatternTakesTheLowestFreeNumberAlsoOfAlternativeNames() throws KernelException {
        host.devices().addAlternativeName(veth1, "eth0");
        host.devices().rename(veth0, "eth%d");
        assertThat(veth0.name()).isEqualTo("eth1");
        assertThat(events).containsExactly("eth1 CHANGE_NAME");
    }

    @Test
    void aRequestedIndexDoesNotMoveTheCounter() throws KernelException {
        Veth far = new Veth(host, "far");
        host.devices().register(far, 100);
        Veth next = new Veth(host, "next");
        host.devices().register(next, 0);
        assertThat(next.index()).isEqualTo(4);
        assertThatThrownBy(() -> host.devices().register(new Veth(host, "again"), 100))
                .isInstanceOf(KernelException.class)
                .hasMessage(Errno.EBUSY.words());
    }
}
