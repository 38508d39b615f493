package dev.vethlab.tool.ip.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.LabShell;
import dev.vethlab.tool.shell.Shell;
import org.junit.jupiter.api.Test;

/** Lines on standard input of {@code bridge} and {@code tc}; what is expected was printed by iproute2 6.1 on Linux. */
class BatchTest {

    private final LabShell shell = new LabShell(
            "ip link set lo up",
            "ip link add br0 type bridge",
            "ip link add v1 type veth peer name v2",
            "ip link set v1 master br0");

    @Test
    void aLineGoesOnBehindABackslashAndEndsAtAComment() {
        expect(
                "tc -b - <<< $'qdisc show \\\\\\n dev lo # there\\n\\nfdb\\n'",
                1,
                "qdisc noqueue 0: root refcnt 2 \n",
                "Object \"fdb\" is unknown, try \"tc help\".\nCommand failed -:4\n");
    }

    @Test
    void aWordThatEndsTheProgramEndsTheBatch() {
        expect(
                "bridge -force -batch - <<< $'link foo\\nlink show\\n'",
                255,
                "",
                "Command \"foo\" is unknown, try \"bridge link help\".\n");
        expect(
                "tc -force -b - <<< $'qdisc add dev v1 parent foo pfifo\\nqdisc show dev v1\\n'",
                255,
                "",
                "Error: argument \"foo\" is wrong: invalid parent ID\n");
    }

    @Test
    void aCommandThatFailsIsPassedOverWhenForced() {
        expect(
                "bridge -b - <<< $'fdb show dev nope\\nfdb add 02:00:00:00:00:01 dev v1 master static\\n'",
                1,
                "",
                "Cannot find device \"nope\"\nCommand failed -:1\n");
        String added = "fdb add 02:00:00:00:00:01 dev v1 master static";
        String kept = "02:00:00:00:00:01 master br0 static\n";
        for (String[] failing : new String[][] {
            {"fdb show dev nope", "Cannot find device \"nope\"\n"},
            {"foo", "Object \"foo\" is unknown, try \"bridge help\".\n"},
            {"fdb add 02 dev v1 master", "Invalid mac address 02\n"},
            {"vlan add vid 9999 dev v1", "Invalid VLAN ID \"9999\"\n"},
        }) {
            shell.run("bridge " + added);
            expect(
                    "bridge -force -b - <<< $'" + failing[0] + "\\nfdb show dev v1 state static\\n'",
                    1,
                    kept,
                    failing[1] + "Command failed -:1\n");
        }
        expect(
                "tc -force -b - <<< $'qdisc foo\\nqdisc show dev lo # there\\n'",
                1,
                "qdisc noqueue 0: root refcnt 2 \n",
                "Command \"foo\" is unknown, try \"tc qdisc help\".\nCommand failed -:1\n");
    }

    @Test
    void quotesHoldWordsTogetherAndMustEnd() {
        expect(
                "tc -force -b - <<< $'qdisc show \"dev\" lo\\nqdisc show \"dev lo\\n'",
                1,
                "qdisc noqueue 0: root refcnt 2 \n",
                "Unterminated quoted string\n");
    }

    private void expect(String line, int code, String out, String err) {
        Shell.Result result = shell.run(line);
        assertThat(result.stderr()).isEqualTo(err);
        assertThat(result.stdout()).isEqualTo(out);
        assertThat(result.exitCode()).isEqualTo(code);
    }
}
