package dev.vethlab.kernel.bond;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.LabShell;
import org.junit.jupiter.api.Test;

class BondDeviceTest {

    private static LabShell bond(String options) {
        return new LabShell(
                "ip link add s0 address 02:00:00:00:00:10 type veth peer name far0",
                "ip link add s1 address 02:00:00:00:00:11 type veth peer name far1",
                "ip link set far0 up",
                "ip link set far1 up",
                "ip link add bond0 type bond " + options,
                "ip link set s0 master bond0",
                "ip link set s1 master bond0",
                "ip link set bond0 up",
                "sleep 0.5");
    }

    @Test
    void slavesTakeTheAddressOfTheFirstAndGiveItBack() {
        LabShell lab = bond("mode active-backup miimon 100");
        assertThat(lab.out("ip -br link show s1")).contains("02:00:00:00:00:10", "SLAVE,UP");
        assertThat(lab.out("ip -br link show bond0")).contains("02:00:00:00:00:10");
        lab.run("ip link set s1 nomaster");
        assertThat(lab.out("ip -br link show s1"))
                .contains("DOWN", "02:00:00:00:00:11")
                .doesNotContain("SLAVE");
    }

    @Test
    void theBackupTakesOverWhenTheMonitorNoticesAndThePrimaryComesBack() {
        LabShell lab = bond("mode active-backup miimon 100");
        lab.run("ip link set bond0 type bond primary s0");
        assertThat(lab.out("ip -d link show bond0")).contains("active_slave s0");
        lab.run("ip link set far0 down");
        lab.run("sleep 0.3");
        assertThat(lab.out("ip -d link show bond0")).contains("active_slave s1");
        assertThat(lab.out("ip -d link show s0"))
                .contains("bond_slave state BACKUP mii_status DOWN link_failure_count 1 ");
        lab.run("ip link set far0 up");
        lab.run("sleep 0.3");
        assertThat(lab.out("ip -d link show bond0")).contains("active_slave s0");
    }

    @Test
    void aBondWithoutASlaveThatIsUpHasNoCarrier() {
        LabShell lab = bond("mode active-backup miimon 100");
        lab.run("ip link set far0 down");
        lab.run("ip link set far1 down");
        lab.run("sleep 0.3");
        assertThat(lab.out("ip link show bond0")).contains("NO-CARRIER").contains("state DOWN");
    }

    @Test
    void withoutAMonitorLinksCountAsUp() {
        LabShell lab = bond("mode active-backup");
        lab.run("ip link set far0 down");
        lab.run("sleep 1");
        assertThat(lab.out("ip -d link show bond0")).contains("active_slave s0");
    }

    @Test
    void modesChangeOnlyWithoutSlavesAndBondsStayWhereTheyAre() {
        LabShell lab = bond("mode balance-rr");
        assertThat(lab.run("ip link set bond0 type bond mode 1").stderr())
                .isEqualTo("Error: unable to set option because the bond device is up.\n");
        lab.run("ip netns add b");
        assertThat(lab.run("ip link set bond0 netns b").stderr())
                .isEqualTo("Error: The interface netns is immutable.\n");
    }
}
