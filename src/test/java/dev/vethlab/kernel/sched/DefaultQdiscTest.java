package dev.vethlab.kernel.sched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.tool.LabShell;
import dev.vethlab.tool.programs.Programs;
import dev.vethlab.tool.shell.Shell;
import org.junit.jupiter.api.Test;

class DefaultQdiscTest {

    @Test
    void aDeviceWithoutAQueueHasNoopUntilItIsSetUpAndNoqueueThen() {
        LabShell lab = new LabShell("ip link add d0 type dummy");
        assertThat(lab.out("ip link show d0")).contains("qdisc noop ");
        assertThat(lab.out("tc qdisc show dev d0")).isEmpty();
        lab.run("ip link set d0 up");
        assertThat(lab.out("ip link show d0")).contains("qdisc noqueue ");
        assertThat(lab.out("tc qdisc show dev d0")).isEqualTo("qdisc noqueue 0: root refcnt 2 \n");
        lab.run("tc qdisc add dev d0 root handle 1: netem delay 1ms");
        assertThat(lab.out("ip link show d0")).contains("qdisc netem ");
        lab.run("tc qdisc del dev d0 root");
        assertThat(lab.out("ip link show d0")).contains("qdisc noqueue ");
    }

    @Test
    void aTapHasAQueueOfTheKindThatIsTheDefault() {
        Shell shell = new Shell(new Kernel(1, 100, true), Programs.all(), 1_000_000);
        shell.run("sysctl -w net.core.default_qdisc=fq_codel");
        shell.run("ip tuntap add t0 mode tap");
        shell.run("ip link set t0 up");
        assertThat(shell.run("ip link show t0").stdout()).contains("qdisc fq_codel ");
        assertThat(shell.run("sysctl net.core.default_qdisc").stdout())
                .isEqualTo("net.core.default_qdisc = fq_codel\n");
        assertThat(shell.run("sysctl -w net.core.default_qdisc=nonsense").exitCode())
                .isNotZero();
    }

    @Test
    void aMoveToAnotherNamespaceTakesTheQueueAway() {
        LabShell lab = new LabShell("ip netns add b", "ip link add p0 type veth peer name p1", "ip link set p0 up");
        lab.run("tc qdisc add dev p0 root handle 1: pfifo limit 3");
        lab.run("ip link set p0 netns b");
        assertThat(lab.out("ip -n b link show p0")).contains("qdisc noop ");
    }

    @Test
    void aQueueBringsALengthBackToADeviceThatHadNone() {
        LabShell lab = new LabShell("ip link add p0 type veth peer name p1", "ip link set p0 txqueuelen 0");
        lab.run("tc qdisc add dev p0 root pfifo");
        assertThat(lab.out("ip link show p0")).contains("qlen 1000");
    }
}
