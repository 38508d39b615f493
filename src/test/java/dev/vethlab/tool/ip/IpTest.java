package dev.vethlab.tool.ip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IpTest {

    private final TestProcess process = new TestProcess();

    @Test
    void anUnknownObjectEndsWithOne() {
        assertThat(process.ip("lnk")).isEqualTo(1);
        assertThat(process.err()).isEqualTo("Object \"lnk\" is unknown, try \"ip help\".\n");
    }

    @Test
    void anUnknownOptionEndsWith255() {
        assertThat(process.ip("-z link")).isEqualTo(255);
        assertThat(process.err()).isEqualTo("Option \"-z\" is unknown, try \"ip -help\".\n");
    }

    @Test
    void objectsAndCommandsCanBeAbbreviated() {
        assertThat(process.ip("l sh lo")).isZero();
        assertThat(process.out())
                .isEqualTo("1: lo: <LOOPBACK> mtu 65536 qdisc noop state DOWN mode DEFAULT group default qlen 1000\n"
                        + "    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00\n");
    }

    @Test
    void anotherNamespaceIsActedIn() {
        process.ip("netns add red");
        assertThat(process.ip("-n red link set lo up")).isZero();
        process.ip("-n red -br link");
        assertThat(process.out())
                .startsWith("lo               UNKNOWN        00:00:00:00:00:00 <LOOPBACK,UP,LOWER_UP> ");
        process.ip("netns exec red ip netns identify");
        assertThat(process.out()).isEqualTo("red\n");
        assertThat(process.ip("-n blue link")).isEqualTo(255);
        assertThat(process.err()).isEqualTo("Cannot open network namespace \"blue\": No such file or directory\n");
    }

    @Test
    void prettyJsonIsIndentedByFour() {
        process.ip("netns add red");
        process.ip("-j -p netns");
        assertThat(process.out()).isEqualTo("[ {\n        \"name\": \"red\"\n    } ]\n");
    }

    @Test
    void aBatchStopsAtItsFirstErrorUnlessForced() {
        process.setInput("link set lo up # first\nlink set eth9 carrier on\nnetns add red\n");
        assertThat(process.ip("-batch -")).isEqualTo(1);
        assertThat(process.err()).isEqualTo("Cannot find device \"eth9\"\nCommand failed -:2\n");
        assertThat(process.kernel().named()).isEmpty();
        assertThat(process.ip("-force -batch -")).isEqualTo(1);
        assertThat(process.kernel().named()).containsKey("red");
    }

    @Test
    void aMissingProgramFailsAsExecDoes() {
        process.ip("netns add red");
        assertThat(process.ip("netns exec red frob")).isEqualTo(1);
        assertThat(process.err()).isEqualTo("exec of \"frob\" failed: No such file or directory\n");
    }

    @Test
    void aPairIsMadeEntirelyOrNotAtAll() {
        assertThat(process.ip("link add v0 type veth peer name v0")).isEqualTo(2);
        assertThat(process.err()).isEqualTo("RTNETLINK answers: File exists\n");
        assertThat(process.kernel().initial().net().devices().all()).hasSize(1);
    }

    @Test
    void changesBeforeARefusedOneStay() {
        process.ip("link add v0 type veth peer name v1");
        assertThat(process.ip("link set v0 mtu 1400 name v1")).isEqualTo(2);
        assertThat(process.err()).isEqualTo("RTNETLINK answers: File exists\n");
        process.ip("link show v0");
        assertThat(process.out()).contains(" mtu 1400 ");
    }

    @Test
    void statisticsAreSetInColumns() {
        process.ip("-s -s link show lo");
        assertThat(process.out())
                .endsWith("    RX:  bytes packets errors dropped  missed   mcast           \n"
                        + "             0       0      0       0       0       0 \n"
                        + "    RX errors:  length    crc   frame    fifo overrun\n"
                        + "                     0      0       0       0       0 \n"
                        + "    TX:  bytes packets errors dropped carrier collsns           \n"
                        + "             0       0      0       0       0       0 \n"
                        + "    TX errors: aborted   fifo  window heartbt transns\n"
                        + "                     0      0       0       0       0 \n");
    }
}
