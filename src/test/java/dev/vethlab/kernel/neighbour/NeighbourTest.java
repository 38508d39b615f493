package dev.vethlab.kernel.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.DeviceEvent;
import dev.vethlab.kernel.device.DeviceState;
import dev.vethlab.kernel.device.DeviceTable;
import dev.vethlab.kernel.device.Dst;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.device.Softnet;
import dev.vethlab.kernel.device.Veth;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.trace.CaptureLog;
import dev.vethlab.kernel.trace.Tracer;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.EthernetFrame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NeighbourTest {

    private static final Ipv4Address ADDRESS = Ipv4Address.of(10, 1, 1, 3);
    private static final MacAddress MAC = new MacAddress(0x0200_0000_0003L);
    private static final MacAddress OTHER_MAC = new MacAddress(0x0200_0000_0004L);
    private static final long SECOND = 1_000_000_000L;

    private final Machine machine = new Machine(1, new Tracer(100), new CaptureLog(100));
    private final NetNamespace net = new NetNamespace(machine, new Softnet(machine), "host");
    private final NeighbourTable table = new NeighbourTable(net, new NeighbourUpkeep(machine));
    private final List<Long> asked = new ArrayList<>();
    private final List<Skb> failed = new ArrayList<>();
    private final Veth device = new Veth(net, "veth0");
    private final Veth peer = new Veth(net, "veth1");

    @BeforeEach
    void twoEndsThatAreUp() throws KernelException {
        table.setProtocol(new NeighbourProtocol() {
            @Override
            public void construct(Neighbour neighbour) {}

            @Override
            public void solicit(Neighbour neighbour, @Nullable Skb waiting) {
                asked.add(machine.nowNs());
            }

            @Override
            public void redoProxied(Skb skb) {}

            @Override
            public void on(DeviceEvent event, NetDevice device) {}
        });
        DeviceTable devices = net.devices();
        devices.register(device, 0);
        devices.register(peer, 0);
        Veth.tie(device, peer);
        DeviceState.up(device);
        DeviceState.up(peer);
    }

    @Test
    void anUnansweredQuestionIsAskedThreeTimesASecondApartThenFails() {
        Neighbour neighbour = table.findOrCreate(ADDRESS, device);
        neighbour.output(packet(56));
        assertThat(neighbour.state()).isEqualTo(NudState.INCOMPLETE);
        machine.sleep(3 * SECOND);
        assertThat(failed).isEmpty();
        machine.sleep(SECOND / 5);
        assertThat(neighbour.state()).isEqualTo(NudState.FAILED);
        assertThat(asked).hasSize(3);
        assertThat(asked.get(1) - asked.get(0)).isBetween(SECOND, SECOND + SECOND / 25);
        assertThat(asked.get(2) - asked.get(1)).isBetween(SECOND, SECOND + SECOND / 25);
        assertThat(failed).hasSize(1);
    }

    @Test
    void whatWaitsIsSentWhenTheAnswerComes() {
        Neighbour neighbour = table.findOrCreate(ADDRESS, device);
        neighbour.output(packet(56));
        neighbour.output(packet(57));
        assertThat(device.stats().txPackets).isZero();
        NeighbourUpdate.heard(neighbour, MAC, NudState.REACHABLE, NeighbourUpdate.OVERRIDE);
        assertThat(device.stats().txPackets).isEqualTo(2);
        assertThat(neighbour.state()).isEqualTo(NudState.REACHABLE);
    }

    @Test
    void aStaleNeighbourIsUsedAtOnceAndAskedFiveSecondsLater() {
        Neighbour neighbour = table.findOrCreate(ADDRESS, device);
        NeighbourUpdate.heard(neighbour, MAC, NudState.STALE, NeighbourUpdate.OVERRIDE);
        neighbour.output(packet(56));
        assertThat(device.stats().txPackets).isEqualTo(1);
        assertThat(neighbour.state()).isEqualTo(NudState.DELAY);
        machine.sleep(5 * SECOND);
        assertThat(asked).isEmpty();
        machine.sleep(SECOND / 2);
        assertThat(asked).hasSize(1);
        assertThat(neighbour.state()).isEqualTo(NudState.PROBE);
        machine.sleep(4 * SECOND);
        assertThat(asked).hasSize(3);
        assertThat(neighbour.state()).isEqualTo(NudState.FAILED);
    }

    @Test
    void aConfirmedNeighbourIsNotAsked() {
        Neighbour neighbour = table.findOrCreate(ADDRESS, device);
        NeighbourUpdate.heard(neighbour, MAC, NudState.STALE, NeighbourUpdate.OVERRIDE);
        neighbour.output(packet(56));
        machine.sleep(2 * SECOND);
        neighbour.confirm();
        machine.sleep(4 * SECOND);
        assertThat(asked).isEmpty();
        assertThat(neighbour.state()).isEqualTo(NudState.REACHABLE);
    }

    @Test
    void aReachableNeighbourGrowsStaleAfterHalfToOneAndAHalfOfItsBase() {
        Neighbour neighbour = table.findOrCreate(ADDRESS, device);
        NeighbourUpdate.heard(neighbour, MAC, NudState.REACHABLE, NeighbourUpdate.OVERRIDE);
        machine.sleep(14 * SECOND);
        assertThat(neighbour.state()).isEqualTo(NudState.REACHABLE);
        machine.sleep(34 * SECOND);
        assertThat(neighbour.state()).isEqualTo(NudState.STALE);
    }

    @Test
    void confirmationsAloneAreNoUse() {
        Neighbour neighbour = table.findOrCreate(ADDRESS, device);
        neighbour.parms().set(NeighSetting.BASE_REACHABLE_TIME, Jiffies.HZ);
        NeighbourUpdate.heard(neighbour, MAC, NudState.REACHABLE, NeighbourUpdate.OVERRIDE);
        for (int i = 0; i < 30; i++) {
            machine.sleep(SECOND / 4);
            neighbour.confirm();
        }
        assertThat(neighbour.state()).isEqualTo(NudState.REACHABLE);
        machine.sleep(2 * SECOND);
        assertThat(neighbour.state()).isEqualTo(NudState.STALE);
    }

    @Test
    void anotherAddressNeedsLeaveToReplaceTheKnownOne() {
        Neighbour neighbour = table.findOrCreate(ADDRESS, device);
        NeighbourUpdate.heard(neighbour, MAC, NudState.REACHABLE, NeighbourUpdate.OVERRIDE);
        NeighbourUpdate.heard(neighbour, OTHER_MAC, NudState.STALE, 0);
        assertThat(neighbour.lladdr()).isEqualTo(MAC);
        NeighbourUpdate.heard(neighbour, OTHER_MAC, NudState.STALE, NeighbourUpdate.OVERRIDE);
        assertThat(neighbour.lladdr()).isEqualTo(OTHER_MAC);
        assertThat(neighbour.state()).isEqualTo(NudState.STALE);
    }

    @Test
    void theProtocolDoesNotTouchWhatTheAdministratorSet() throws KernelException {
        Neighbour neighbour = table.create(ADDRESS, device, 0, true);
        NeighbourUpdate.apply(neighbour, MAC, NudState.PERMANENT, NeighbourUpdate.ADMIN | NeighbourUpdate.OVERRIDE);
        NeighbourUpdate.heard(neighbour, OTHER_MAC, NudState.REACHABLE, NeighbourUpdate.OVERRIDE);
        assertThat(neighbour.lladdr()).isEqualTo(MAC);
        assertThat(neighbour.state()).isEqualTo(NudState.PERMANENT);
    }

    @Test
    void anAdministratorsEntryNeedsAnAddress() throws KernelException {
        Neighbour neighbour = table.create(ADDRESS, device, 0, true);
        KernelException refusal = catchThrowableOfType(
                KernelException.class,
                () -> NeighbourUpdate.apply(neighbour, null, NudState.PERMANENT, NeighbourUpdate.ADMIN));
        assertThat(refusal.errno()).isEqualTo(Errno.EINVAL);
        assertThat(refusal.extendedAck()).contains("No link layer address given");
    }

    @Test
    void theOldestPacketsMakeRoomInTheQueue() {
        NeighFile.UNRES_QLEN.write(table.parms(device), 1);
        assertThat(NeighFile.UNRES_QLEN_BYTES.read(table.parms(device))).isEqualTo("2090");
        Neighbour neighbour = table.findOrCreate(ADDRESS, device);
        for (int i = 0; i < 4; i++) {
            neighbour.output(packet(84));
        }
        machine.sleep(4 * SECOND);
        assertThat(failed).hasSize(2);
    }

    @Test
    void aDeviceThatGoesDownLosesEvenPermanentNeighbours() throws KernelException {
        Neighbour neighbour = table.create(ADDRESS, device, 0, true);
        NeighbourUpdate.apply(neighbour, MAC, NudState.PERMANENT, NeighbourUpdate.ADMIN);
        table.carrierDown(device);
        assertThat(table.find(ADDRESS, device)).contains(neighbour);
        DeviceState.down(device);
        assertThat(table.find(ADDRESS, device)).isEmpty();
        assertThat(neighbour.isDead()).isTrue();
    }

    @Test
    void manyUnusedNeighboursAreCollected() {
        for (int i = 0; i < 200; i++) {
            Neighbour neighbour = table.findOrCreate(new Ipv4Address(ADDRESS.bits() + i), device);
            NeighbourUpdate.heard(neighbour, MAC, NudState.STALE, NeighbourUpdate.OVERRIDE);
        }
        machine.sleep(50 * SECOND);
        assertThat(table.all()).hasSize(200);
        machine.sleep(40 * SECOND);
        assertThat(table.all()).isEmpty();
    }

    private Skb packet(int length) {
        Skb skb = new Skb(device, EthernetFrame.TYPE_IPV4, Bytes.of(new byte[length]));
        skb.dst = new Dst() {
            @Override
            public NetDevice device() {
                return device;
            }

            @Override
            public void linkFailure(Skb undelivered) {
                failed.add(undelivered);
            }
        };
        return skb;
    }
}
