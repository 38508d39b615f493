package dev.vethlab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script for real Linux, run by a real bash whose ip, ping and so on are those of a lab. */
class ShellTest extends RunningService {

    @TempDir
    private Path folder;

    @BeforeAll
    static void bashAndCurlAreHere() {
        assumeTrue(List.of("bash", "curl").stream()
                .allMatch(program -> List.of("/bin", "/usr/bin").stream()
                        .anyMatch(place -> Files.isExecutable(Path.of(place, program)))));
    }

    /** What a script prints in bash, with both streams together and the exit code in a last line. */
    private String bash(String lab, String... lines) throws IOException, InterruptedException {
        Path script = folder.resolve("script");
        Files.writeString(
                script,
                "eval \"$(curl -s http://localhost:" + port + lab + "/shell)\"\n" + String.join("\n", lines) + "\n");
        Process bash = new ProcessBuilder("bash", script.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output + "exit " + bash.waitFor() + "\n";
    }

    @Test
    void loopsVariablesAndPipesWork() throws Exception {
        assertThat(bash(
                        emptyLab(),
                        "for name in red blue; do ip netns add $name; done",
                        "ip netns | sort | tr '\\n' ' '",
                        "count=$(ip -br link | wc -l)",
                        "echo $count"))
                .isEqualTo("blue red 1\nexit 0\n");
    }

    @Test
    void streamsAndExitCodesAreThoseOfTheLab() throws Exception {
        assertThat(bash(
                        emptyLab(),
                        "if ip link show nothing 2>/dev/null; then echo there; else echo \"not there: $?\"; fi",
                        "ip link show nothing >/dev/null",
                        "set -e",
                        "ip netns del none || echo went on",
                        "ip netns del none",
                        "echo not reached"))
                .isEqualTo("""
                        not there: 1
                        Device "nothing" does not exist.
                        Cannot remove namespace file "/run/netns/none": No such file or directory
                        went on
                        Cannot remove namespace file "/run/netns/none": No such file or directory
                        exit 1
                        """);
    }

    @Test
    void theyAreProgramsThatOtherProgramsCall() throws Exception {
        assertThat(bash(
                        emptyLab(),
                        "[ \"$(command -v ip)\" = \"$VETHLAB_FOLDER/ip\" ] && echo found",
                        "echo red blue | xargs -n 1 ip netns add",
                        "env ip netns | sort",
                        "bash -c 'sudo -n ip netns del red'",
                        "timeout 10 ip netns"))
                .isEqualTo("found\nblue\nred\nblue\nexit 0\n");
    }

    @Test
    void argumentsArriveAsTheyAre() throws Exception {
        String lab = labOf("veth-one-host");

        assertThat(bash(
                        lab,
                        "ip link set dev veth0 alias \"it's a \\\"port\\\" \\$HOME \\\\ & * ü\"",
                        "ip link show veth0 | tail -1",
                        "ip link set dev veth0 alias $'two\\nlines'",
                        "ip link show veth0 | tail -2"))
                .isEqualTo("""
                            alias it's a "port" $HOME \\ & * ü
                            alias two
                        lines
                        exit 0
                        """);
    }

    @Test
    void settingsAreWrittenAndReadWithoutTouchingTheMachine() throws Exception {
        assertThat(bash(
                        labOf("veth-one-host"),
                        "echo 1 | lab-write /proc/sys/net/ipv4/conf/veth1/accept_local",
                        "echo 0 | sudo tee /proc/sys/net/ipv4/conf/all/rp_filter",
                        "sysctl -q -w net.ipv4.conf.veth1.rp_filter=0",
                        "cat /proc/sys/net/ipv4/conf/veth1/accept_local /proc/sys/net/ipv4/conf/all/rp_filter",
                        "echo hello | cat",
                        "ping -I veth0 -c 1 -q 10.1.1.3 | grep -o '[0-9]* received'",
                        "sleep 1000"))
                .isEqualTo("0\n1\n0\nhello\n1 received\nexit 0\n");
    }

    @Test
    void unlabPutsEverythingBack() throws Exception {
        assertThat(bash(
                        emptyLab(),
                        "folder=$VETHLAB_FOLDER",
                        "unlab",
                        "case $PATH in *vethlab*) echo still there ;; esac",
                        "[ -e \"$folder\" ] || echo gone",
                        "declare -F unlab || echo forgotten"))
                .isEqualTo("gone\nforgotten\nexit 0\n");
    }

    @Test
    void aLabThatIsGoneSaysSo() throws Exception {
        String lab = emptyLab();

        assertThat(bash(lab, "curl -s -X DELETE http://localhost:" + port + lab, "ip link"))
                .startsWith("ip: the lab answers 404: {")
                .endsWith("exit 125\n");
    }

    @Test
    void aShellInANamespaceIsOnesOwnAndItsProgramsAreTheNamespaces() throws Exception {
        assertThat(bash(
                        emptyLab(),
                        "ip netns add red",
                        "ip netns exec red bash -c 'for i in 1 2; do ip link set lo up && ip -br link | cut -c 1-22; done'",
                        "ip -br link | cut -c 1-20",
                        "sudo ip netns exec red sh -c \"echo 1 | sudo tee /proc/sys/net/ipv4/ip_forward >/dev/null\"",
                        "ip netns exec red sysctl -n net.ipv4.ip_forward",
                        "ip netns exec blue bash -c 'echo not reached'"))
                .isEqualTo("""
                        lo               UNKNO
                        lo               UNKNO
                        lo               UNK
                        1
                        Cannot open network namespace "blue": No such file or directory
                        exit 255
                        """);
    }

    @Test
    void filesAndStandardInputReachTheProgramsThatReadThem() throws Exception {
        Path batch = folder.resolve("batch");
        Files.writeString(batch, "link add br0 type bridge\nlink set br0 up\n");

        assertThat(bash(
                        emptyLab(),
                        "nft -f - <<'N'",
                        "table inet t {",
                        "  chain c { type filter hook input priority 0; policy accept; }",
                        "}",
                        "N",
                        "nft list table inet t | grep -c hook",
                        "ip -batch " + batch,
                        "echo 'link show br0' | ip -br -b - | wc -l",
                        "iptables-save > " + folder.resolve("saved"),
                        "printf '*filter\\n-P INPUT DROP\\nCOMMIT\\n' | iptables-restore",
                        "iptables -S INPUT",
                        "printf 'red\\nblue\\n' | while read name; do ip netns add $name; done; ip netns | wc -l"))
                .isEqualTo("1\n1\n-P INPUT DROP\n2\nexit 0\n");
    }

    @Test
    void aProgramThatListensGoesOnInTheLab() throws Exception {
        assertThat(bash(
                        labOf("two-namespaces"),
                        "ip netns exec blue nc -l -p 5000 &",
                        "sleep 0.1",
                        "echo hello | ip netns exec red nc -N 10.1.1.3 5000"))
                .contains("hello\n")
                .endsWith("exit 0\n");
    }

    @Test
    void eachHostMayHaveASwitchOfItsOwn() throws Exception {
        assertThat(bash(
                        emptyLab(),
                        "ip netns add node",
                        "ip netns exec node env OVS_RUNDIR=/run/node /usr/share/openvswitch/scripts/ovs-ctl start >/dev/null",
                        "env OVS_RUNDIR=/run/node ovs-vsctl add-br br-int",
                        "export OVS_RUNDIR=/run/node",
                        "ovs-vsctl list-br",
                        "unset OVS_RUNDIR",
                        "ovs-vsctl add-br br0 && ovs-vsctl list-br",
                        "docker network create front >/dev/null && docker network ls | grep -c front"))
                .isEqualTo("br-int\nbr0\n1\nexit 0\n");
    }
}
