package dev.vethlab.tool.conntrack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.tool.programs.Programs;
import dev.vethlab.tool.shell.Shell;
import org.junit.jupiter.api.Test;

/** What was compared with conntrack 1.4.7 on Linux 6.18. */
class ConntrackToolTest {

    private static final String PREFIX = "conntrack v1.4.7 (conntrack-tools): ";
    private static final String TRY = "Try `conntrack -h' or 'conntrack --help' for more information.\n";

    private final Shell shell = new Shell(new Kernel(1, 1000), Programs.all(), 100_000);

    private String out(String line) {
        return shell.run(line).stdout();
    }

    private String err(String line) {
        return shell.run(line).stderr();
    }

    @Test
    void aConnectionIsMadeLookedUpChangedAndDeleted() {
        String name = "-s 1.2.3.4 -d 5.6.7.8 -p udp --sport 5 --dport 6";
        assertThat(err("conntrack -I " + name + " --timeout 100 --mark 7"))
                .isEqualTo(PREFIX + "1 flow entries have been created.\n");
        assertThat(out("conntrack -G " + name))
                .isEqualTo("udp      17 99 src=1.2.3.4 dst=5.6.7.8 sport=5 dport=6 [UNREPLIED] src=5.6.7.8 dst=1.2.3.4"
                        + " sport=6 dport=5 mark=7 use=2\n");
        assertThat(err("conntrack -U " + name + " --mark 9")).isEqualTo(PREFIX + "1 flow entries have been updated.\n");
        assertThat(out("conntrack -L --mark 9/0xff")).contains("mark=9 use=1");
        assertThat(err("conntrack -D -s 1.2.3.0/24")).isEqualTo(PREFIX + "1 flow entries have been deleted.\n");
        assertThat(out("conntrack -C")).isEqualTo("0\n");
    }

    @Test
    void aConnectionThatIsThereCannotBeMadeAgain() {
        String made = "conntrack -I -s 1.2.3.4 -d 5.6.7.8 -p tcp --sport 5 --dport 6 --state ESTABLISHED --timeout 100";
        assertThat(shell.run(made).exitCode()).isZero();
        assertThat(err(made)).isEqualTo(PREFIX + "Operation failed: Such conntrack exists, try -U to update\n");
        assertThat(out("conntrack -L -p tcp --state ESTABLISHED")).startsWith("tcp      6 99 ESTABLISHED src=1.2.3.4");
        assertThat(out("conntrack -L -p tcp --state CLOSE")).isEmpty();
    }

    @Test
    void anEchoIsAnsweredByAReply() {
        shell.run("conntrack -I -s 1.2.3.4 -d 5.6.7.8 -p icmp --icmp-type 8 --icmp-code 0 --icmp-id 5 --timeout 9");
        assertThat(out("conntrack -L"))
                .isEqualTo("icmp     1 8 src=1.2.3.4 dst=5.6.7.8 type=8 code=0 id=5 [UNREPLIED] src=5.6.7.8 dst=1.2.3.4"
                        + " type=0 code=0 id=5 mark=0 use=1\n");
    }

    @Test
    void portsAndStatesAreOptionsOfTheirProtocols() {
        assertThat(err("conntrack -L --dport 6")).isEqualTo(PREFIX + "unknown option `--dport'\n" + TRY);
        assertThat(err("conntrack -L --state ESTABLISHED")).isEqualTo(PREFIX + "unknown option `--state'\n" + TRY);
        assertThat(err("conntrack -L -p tcp --state FOO")).isEqualTo(PREFIX + "unknown TCP state `FOO'\n" + TRY);
    }

    @Test
    void whatANewConnectionNeedsIsAskedFor() {
        assertThat(err("conntrack -I -s 1.2.3.4"))
                .isEqualTo(PREFIX + "You need to supply the `--protonum' option for this command\n" + TRY);
        assertThat(err("conntrack -I -s 1.2.3.4 -d 5.6.7.8 -p udp --sport 5"))
                .isEqualTo(PREFIX + "You need to supply the `--timeout' option for this command\n" + TRY);
    }

    @Test
    void otherTablesAreEmpty() {
        assertThat(err("conntrack -L expect")).isEqualTo(PREFIX + "0 expectations have been shown.\n");
        assertThat(out("conntrack -C expect")).isEqualTo("0\n");
        assertThat(err("conntrack -L dying")).isEqualTo(PREFIX + "0 flow entries have been shown.\n");
        assertThat(err("conntrack -L foo")).isEqualTo(PREFIX + "unknown type `foo'\n" + TRY);
        assertThat(err("conntrack -L -C")).isEqualTo(PREFIX + "Invalid commands combination\n" + TRY);
    }

    @Test
    void whatConnectionsCarryIsCountedOnceARuleAsksForIt() {
        shell.run("ip link set lo up");
        shell.run("nft add table ip t");
        shell.run("nft 'add chain ip t c { type filter hook input priority 0; }'");
        assertThat(shell.run("nft 'add rule ip t c ct original bytes > 100 counter'")
                        .stderr())
                .isEmpty();
        assertThat(out("sysctl -n net.netfilter.nf_conntrack_acct")).isEqualTo("1\n");
        shell.run("ping -c 1 127.0.0.1");
        assertThat(out("conntrack -L")).contains("packets=1 bytes=84");
    }
}
