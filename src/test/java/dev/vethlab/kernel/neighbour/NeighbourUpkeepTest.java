package dev.vethlab.kernel.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.device.DeviceState;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.Veth;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.sysctl.SysctlDirectory;
import dev.vethlab.kernel.sysctl.SysctlFile;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the neighbours of all namespaces of a machine have in common. */
class NeighbourUpkeepTest {

    private static final MacAddress MAC = new MacAddress(0x0200_0000_0009L);
    private static final long SECOND = 1_000_000_000L;

    private final Kernel kernel = new Kernel(1, 100, true);
    private NetDevice one;
    private NetDevice other;

    @BeforeEach
    void twoNamespacesWithADeviceEach() throws KernelException {
        one = device(kernel.add("a"));
        other = device(kernel.add("b"));
    }

    @Test
    void entriesAreRefusedWhenAllNamespacesTogetherHaveTooMany() throws KernelException {
        fill("a", one, 600);
        fill("b", other, 424);
        KernelException refusal = catchThrowableOfType(KernelException.class, () -> stale("b", other, 9999));
        assertThat(refusal.errno()).isEqualTo(Errno.ENOBUFS);
    }

    @Test
    void permanentEntriesFindRoomThoughTheTableIsFull() throws KernelException {
        write("gc_thresh3", "5");
        fill("a", one, 5);
        NeighbourTable table = kernel.named("b").orElseThrow().neighbours();
        Neighbour made = table.create(Ipv4Address.of(10, 0, 0, 9), other, 0, true);
        NeighbourUpdate.apply(made, MAC, NudState.PERMANENT, NeighbourUpdate.ADMIN | NeighbourUpdate.OVERRIDE);
        assertThat(table.all()).containsExactly(made);
        NeighbourUpdate.apply(made, MAC, NudState.STALE, NeighbourUpdate.ADMIN | NeighbourUpdate.OVERRIDE);
        assertThat(catchThrowableOfType(KernelException.class, () -> stale("a", one, 77)))
                .isNotNull();
    }

    @Test
    void theOldestEntriesOfAnyNamespaceMakeRoomDownToTheSecondLimit() throws KernelException {
        fill("a", one, 600);
        fill("b", other, 424);
        kernel.machine().sleep(6 * SECOND);
        stale("b", other, 9999);
        assertThat(count("a")).isEqualTo(600 - (1024 - 512));
        assertThat(count("b")).isEqualTo(425);
    }

    @Test
    void unusedEntriesAreCollectedOnceTheMachineHasEnoughOfThem() throws KernelException {
        kernel.named("a").orElseThrow().neighbours().parms(one).set(NeighSetting.GC_STALETIME, 1);
        fill("a", one, 20);
        kernel.machine().sleep(40 * SECOND);
        assertThat(count("a")).isEqualTo(20);
        fill("b", other, 128);
        kernel.machine().sleep(16 * SECOND);
        assertThat(count("a")).isZero();
        assertThat(count("b")).isEqualTo(128);
    }

    @Test
    void theFirstNamespaceSetsTheLimitsOfAll() throws KernelException {
        write("gc_thresh3", "5");
        fill("a", one, 5);
        assertThat(catchThrowableOfType(KernelException.class, () -> stale("b", other, 6)))
                .isNotNull();
        assertThat(catchThrowableOfType(KernelException.class, () -> write("gc_thresh1", "-1")))
                .isNotNull();
        write("gc_interval", "-5");
        assertThat(defaults().names()).contains("gc_interval", "gc_thresh1", "gc_thresh2", "gc_thresh3", "locktime");
        assertThat(neigh(kernel.named("a").orElseThrow()).names()).doesNotContain("default");
    }

    @Test
    void devicesOfTheFirstNamespaceFollowItsDefaultsUntilTheyHaveAnAddress() throws KernelException {
        Namespace first = kernel.initial();
        Veth early = new Veth(first.net(), "x0");
        first.net().devices().register(early, 0);
        assertThat(first.neighbours().parms(early).get(NeighSetting.UCAST_PROBES))
                .isEqualTo(3);
        write("ucast_solicit", "9");
        assertThat(first.neighbours().parms(early).get(NeighSetting.UCAST_PROBES))
                .isEqualTo(9);
        first.neighbours().parms(early).ownAll();
        write("ucast_solicit", "7");
        assertThat(first.neighbours().parms(early).get(NeighSetting.UCAST_PROBES))
                .isEqualTo(9);
        assertThat(kernel.named("a").orElseThrow().neighbours().parms(one).get(NeighSetting.UCAST_PROBES))
                .isEqualTo(3);
        NetDevice late = device(kernel.add("c"));
        assertThat(kernel.named("c").orElseThrow().neighbours().parms(late).get(NeighSetting.UCAST_PROBES))
                .isEqualTo(7);
    }

    private static NetDevice device(Namespace namespace) throws KernelException {
        Veth device = new Veth(namespace.net(), "d0");
        Veth peer = new Veth(namespace.net(), "d1");
        for (Veth end : List.of(device, peer)) {
            namespace.net().devices().register(end, 0);
        }
        Veth.tie(device, peer);
        DeviceState.up(device);
        namespace.neighbours().parms(device);
        return device;
    }

    private void fill(String namespace, NetDevice device, int entries) throws KernelException {
        for (int i = 0; i < entries; i++) {
            stale(namespace, device, i);
        }
    }

    private void stale(String namespace, NetDevice device, int number) throws KernelException {
        NeighbourTable table = kernel.named(namespace).orElseThrow().neighbours();
        Neighbour made = table.create(Ipv4Address.of(10, 0, number / 250, number % 250 + 2), device, 0, false);
        NeighbourUpdate.apply(made, MAC, NudState.STALE, NeighbourUpdate.ADMIN | NeighbourUpdate.OVERRIDE);
    }

    private int count(String namespace) {
        return kernel.named(namespace).orElseThrow().neighbours().all().size();
    }

    private static SysctlDirectory neigh(Namespace namespace) {
        SysctlDirectory at = namespace.sysctls().root();
        for (String name : List.of("net", "ipv4", "neigh")) {
            at = (SysctlDirectory) at.child(name).orElseThrow();
        }
        return at;
    }

    private SysctlDirectory defaults() {
        return (SysctlDirectory) neigh(kernel.initial()).child("default").orElseThrow();
    }

    private void write(String name, String text) throws KernelException {
        ((SysctlFile) defaults().child(name).orElseThrow()).write(text);
    }
}
