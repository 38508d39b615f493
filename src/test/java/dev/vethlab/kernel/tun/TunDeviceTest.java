package dev.vethlab.kernel.tun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.DeviceState;
import dev.vethlab.kernel.device.Loopback;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.device.Softnet;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.trace.CaptureLog;
import dev.vethlab.kernel.trace.Tracer;
import dev.vethlab.wire.ArpPacket;
import dev.vethlab.wire.EthernetFrame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TunDeviceTest {

    private static final MacAddress OTHER = new MacAddress(0x0200_0000_0099L);

    private final Machine machine = new Machine(1, new Tracer(10), new CaptureLog(10));
    private final NetNamespace net = new NetNamespace(machine, new Softnet(machine), "host");

    TunDeviceTest() throws KernelException {
        net.devices().register(new Loopback(net), 0);
    }

    private static EthernetFrame request() {
        ArpPacket packet = ArpPacket.request(OTHER, Ipv4Address.of(10, 0, 0, 9), Ipv4Address.of(10, 0, 0, 1));
        return new EthernetFrame(MacAddress.BROADCAST, OTHER, EthernetFrame.TYPE_ARP, packet);
    }

    @Test
    void carrierLastsAsLongAsSomebodyReads() throws KernelException {
        TunDevice tap = TunDevice.add(net, "tap0", TunSettings.TAP);
        DeviceState.up(tap);
        assertThat(tap.hasCarrier()).isFalse();
        TunReader reader = tap.attach(arrived -> {});
        assertThat(tap.hasCarrier()).isTrue();
        assertThatThrownBy(() -> tap.attach(arrived -> {})).isInstanceOf(KernelException.class);
        reader.close();
        assertThat(tap.hasCarrier()).isFalse();
    }

    @Test
    void whatTheHostSendsWaitsToBeRead() throws KernelException {
        List<String> told = new ArrayList<>();
        TunDevice tap = TunDevice.add(net, "tap0", TunSettings.TAP);
        DeviceState.up(tap);
        TunReader reader = tap.attach(arrived -> told.add("frame"));
        tap.send(Skb.of(tap, request()));
        assertThat(told).hasSize(1);
        assertThat(reader.read().orElseThrow().encode()).isEqualTo(request().encode());
        assertThat(reader.read()).isEmpty();
    }

    @Test
    void noMoreWaitsThanTheQueueIsLong() throws KernelException {
        TunDevice tun = TunDevice.add(net, "", TunSettings.TUN);
        assertThat(tun.name()).isEqualTo("tun0");
        DeviceState.up(tun);
        TunReader reader = tun.attach(arrived -> {});
        for (int i = 0; i < 501; i++) {
            tun.send(Skb.of(tun, request()));
        }
        assertThat(reader.waiting()).isEqualTo(500);
        assertThat(tun.stats().txDropped).isEqualTo(1);
    }

    @Test
    void whatAProgramWritesTheHostReceives() throws KernelException {
        List<Skb> received = new ArrayList<>();
        net.registerArp(received::add);
        TunDevice tap = TunDevice.add(net, "tap0", TunSettings.TAP);
        TunReader reader = tap.attach(arrived -> {});
        assertThatThrownBy(() -> reader.write(request().encode())).hasMessageContaining("Input/output error");
        DeviceState.up(tap);
        reader.write(request().encode());
        assertThat(received).hasSize(1);
        assertThat(tap.stats().rxBytes).isEqualTo(42);
        assertThatThrownBy(() -> reader.write(new byte[3])).hasMessageContaining("Invalid argument");
    }

    @Test
    void aDeviceOfAnotherTypeIsNotDeleted() throws KernelException {
        TunDevice.add(net, "tap0", TunSettings.TAP);
        assertThatThrownBy(() -> TunDevice.delete(net, "tap0", TunSettings.TUN)).isInstanceOf(KernelException.class);
        TunDevice.delete(net, "tap0", TunSettings.TAP);
        assertThat(net.devices().byName("tap0")).isEmpty();
    }
}
