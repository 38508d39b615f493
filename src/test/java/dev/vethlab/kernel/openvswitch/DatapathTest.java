package dev.vethlab.kernel.openvswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.device.DeviceState;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.trace.CapturedPacket;
import dev.vethlab.tool.programs.Programs;
import dev.vethlab.tool.shell.Shell;
import dev.vethlab.wire.EthernetFrame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatapathTest {

    private final Kernel kernel = new Kernel(1, 1000);
    private final Shell shell = new Shell(kernel, Programs.all(), 100_000);
    private final NetNamespace net = kernel.initial().net();
    private final List<Vport> gone = new ArrayList<>();
    private List<DatapathAction> actions = List.of();

    private final Upcall program = new Upcall() {
        @Override
        public List<DatapathAction> miss(Vport port, Skb skb, PacketKey key) {
            return actions;
        }

        @Override
        public void gone(Vport port) {
            gone.add(port);
        }
    };

    private NetDevice device(String name) {
        return net.devices().byName(name).orElseThrow();
    }

    private void pair(String name, String peer) {
        shell.run("ip link add " + name + " type veth peer name " + peer);
        shell.run("ip link set " + name + " up");
        shell.run("ip link set " + peer + " up");
    }

    private List<EthernetFrame> seenAt(String name) {
        return kernel.machine().captures().find("host", name).orElseThrow().packets().stream()
                .map(CapturedPacket::frame)
                .toList();
    }

    @Test
    void aFrameGoesWhereTheProgramSaysAndAsItSays() throws KernelException {
        pair("p1", "h1");
        pair("p2", "h2");
        Datapath datapath = new Datapath(net, "ovs-system", program);
        assertThat(datapath.addDevice(device("p1")).number()).isEqualTo(1);
        Vport out = datapath.addDevice(device("p2"));
        actions = List.of(
                new DatapathAction.PushVlan(EthernetFrame.TYPE_VLAN, 7), new DatapathAction.Output(out.number()));
        shell.run("ip addr add 10.0.0.1/24 dev h1");
        shell.run("arping -c 1 -w 1 -I h1 10.0.0.2");
        assertThat(seenAt("h2"))
                .isNotEmpty()
                .allSatisfy(frame -> assertThat(frame.type()).isEqualTo(EthernetFrame.TYPE_VLAN));
    }

    @Test
    void deviceThatGoesTakesItsPortAlong() throws KernelException {
        pair("p1", "h1");
        Datapath datapath = new Datapath(net, "ovs-system", program);
        Vport port = datapath.addDevice(device("p1"));
        shell.run("ip link del p1");
        assertThat(gone).containsExactly(port);
        assertThat(datapath.ports()).hasSize(1);
    }

    @Test
    void loopbackAndPortsOfOthersAreNoPorts() throws KernelException {
        pair("p1", "h1");
        shell.run("ip link add br0 type bridge");
        shell.run("ip link set p1 master br0");
        Datapath datapath = new Datapath(net, "ovs-system", program);
        assertThatThrownBy(() -> datapath.addDevice(device("lo")))
                .isInstanceOfSatisfying(
                        KernelException.class,
                        refusal -> assertThat(refusal.errno()).isEqualTo(Errno.EINVAL));
        assertThatThrownBy(() -> datapath.addDevice(device("p1")))
                .isInstanceOfSatisfying(
                        KernelException.class,
                        refusal -> assertThat(refusal.errno()).isEqualTo(Errno.EBUSY));
    }

    @Test
    void itsEndSetsDevicesFreeAndTakesItsOwnAway() throws KernelException {
        pair("p1", "h1");
        Datapath datapath = new Datapath(net, "ovs-system", program);
        datapath.addDevice(device("p1"));
        DeviceState.up(datapath.addInternal("br0").device());
        datapath.addVxlan(4789);
        datapath.destroy();
        assertThat(device("p1").master()).isEmpty();
        assertThat(device("p1").promiscuity()).isZero();
        assertThat(net.devices().all()).extracting(NetDevice::name).containsExactly("lo", "h1", "p1");
    }
}
