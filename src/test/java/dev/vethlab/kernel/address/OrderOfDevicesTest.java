package dev.vethlab.kernel.address;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.DeviceSettings;
import dev.vethlab.kernel.device.Dummy;
import dev.vethlab.kernel.device.Loopback;
import dev.vethlab.kernel.device.NamespaceChange;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.Softnet;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.trace.CaptureLog;
import dev.vethlab.kernel.trace.Tracer;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderOfDevicesTest {

    private final Machine machine = new Machine(1, new Tracer(100), new CaptureLog(100));
    private final Softnet softnet = new Softnet(machine);
    private final NetNamespace net = new NetNamespace(machine, softnet, "host");
    private final InetDevices inet = new InetDevices(net);
    private NetDevice early;
    private NetDevice late;
    private NetDevice bare;

    @BeforeEach
    void makeDevicesWhoseIndexesFall() throws KernelException {
        net.devices().register(new Loopback(net), 0);
        early = device("early", 9);
        late = device("late", 8);
        bare = device("bare", 7);
    }

    private NetDevice device(String name, int index) throws KernelException {
        NetDevice device = new Dummy(net, name);
        DeviceSettings.initialAddress(device, new MacAddress(0x020000000000L + index));
        net.devices().register(device, index);
        return device;
    }

    private Ifaddr address(NetDevice device, String local, int prefixLength) throws KernelException {
        Ipv4Address address = Ipv4Address.parse(local).orElseThrow();
        Ifaddr made = new Ifaddr(
                device,
                address,
                address,
                prefixLength,
                Optional.empty(),
                Ifaddr.SCOPE_UNIVERSE,
                Ifaddr.PERMANENT,
                device.name(),
                0,
                0,
                Long.MAX_VALUE,
                Long.MAX_VALUE);
        inet.insert(inet.of(device), made);
        return made;
    }

    private String lent() {
        return inet.select(bare, Ipv4Address.ANY, Ifaddr.SCOPE_UNIVERSE).toString();
    }

    @Test
    void aDeviceWithoutAnAddressBorrowsFromTheOneThatCameFirst() throws KernelException {
        address(late, "10.0.8.1", 24);
        address(early, "10.0.9.1", 24);
        assertThat(lent()).isEqualTo("10.0.9.1");
    }

    @Test
    void aDeviceThatComesBackIsTheLastOneWhateverItsIndex() throws KernelException {
        NetNamespace other = new NetNamespace(machine, softnet, "other");
        NamespaceChange.move(early, other, "", 0);
        NamespaceChange.move(early, net, "", 0);
        assertThat(early.index()).isEqualTo(9);
        assertThat(net.devices().listed()).extracting(NetDevice::name).containsExactly("lo", "late", "bare", "early");
        assertThat(net.devices().all()).extracting(NetDevice::name).containsExactly("lo", "bare", "late", "early");
    }

    @Test
    void anAddressBelongsToTheDeviceThatGotItLast() throws KernelException {
        Ifaddr first = address(early, "10.0.0.1", 24);
        Ifaddr second = address(late, "10.0.0.1", 24);
        assertThat(inet.owner(first.local()).device()).isSameAs(late);
        inet.delete(inet.of(late), second);
        assertThat(inet.owner(first.local()).device()).isSameAs(early);
        inet.delete(inet.of(early), first);
        assertThat(inet.owner(first.local())).isNull();
    }

    @Test
    void anAddressHeldWithTwoPrefixesIsStillHeldWhenOneGoes() throws KernelException {
        Ifaddr narrow = address(early, "10.0.0.1", 24);
        address(early, "10.0.0.1", 16);
        inet.delete(inet.of(early), narrow);
        assertThat(inet.owner(narrow.local()).device()).isSameAs(early);
    }
}
