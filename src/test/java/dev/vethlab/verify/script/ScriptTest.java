package dev.vethlab.verify.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {

    @Test
    void commentsAndBlankLinesAreNoCommands() throws ScriptException {
        Script script = Script.parse("# a lab\n# settle: 2.5\n\n  ip link  \nsleep 1\n");

        assertThat(script.lines()).extracting(ScriptLine::text).containsExactly("ip link", "sleep 1");
        assertThat(script.settle()).isEqualTo(2.5);
    }

    @Test
    void anExportedLabCanBeRead() throws ScriptException {
        Script script =
                Script.parse("#!/bin/sh\nset -e\nmount -t tmpfs tmpfs /run/netns 2>/dev/null || { mkdir -p /x; }\n"
                        + "sudo ip netns add red\necho 1 > /proc/sys/net/ipv4/ip_forward\n");

        assertThat(script.lines())
                .extracting(ScriptLine::text)
                .containsExactly("ip netns add red", "echo 1 > /proc/sys/net/ipv4/ip_forward");
    }

    @Test
    void quotesHoldWordsTogether() throws ScriptException {
        Script script = Script.parse("ip link set \"a b\" alias 'c  d' name e\\ f");

        assertThat(script.lines().get(0).words())
                .containsExactly("ip", "link", "set", "a b", "alias", "c  d", "name", "e f");
    }

    @Test
    void theSettingsThatAreWrittenAreKnown() throws ScriptException {
        Script script =
                Script.parse("ip netns exec red sysctl -w net.ipv4.ip_forward=1 net/ipv4/conf/v0.1/rp_filter=0\n"
                        + "echo 1 > /proc/sys/net/ipv4/icmp_echo_ignore_all\nsysctl net.ipv4.ip_default_ttl\n");

        assertThat(script.writtenSettings())
                .containsExactly(
                        new WrittenSetting("red", "net.ipv4.ip_forward"),
                        new WrittenSetting("red", "net.ipv4.conf.v0/1.rp_filter"),
                        new WrittenSetting("host", "net.ipv4.icmp_echo_ignore_all"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rm -rf /",
                "ip netns exec red sh",
                "ip netns exec red ip netns exec blue ip link",
                "ip link; reboot",
                "ip link > /etc/passwd",
                "cat /etc/shadow",
                "cat /proc/sys/net/../../kernel/hostname",
                "sysctl -w kernel.hostname=x",
                "sysctl -p/etc/x",
                "ip -batch /etc/passwd",
                "echo $HOME",
                "echo `id`",
                "echo 'open"
            })
    void whatReachesBeyondTheNetworkIsRefused(String line) {
        assertThatThrownBy(() -> Script.parse("ip link\n" + line))
                .isInstanceOf(ScriptException.class)
                .hasMessageStartingWith("line 2: ");
    }

    @Test
    void programsThatReachBeyondTheNetworkAreNotRunOnARealMachine() {
        assertThatThrownBy(() -> Script.parse("ip link\npython3 -c 1\n"))
                .isInstanceOf(ScriptException.class)
                .hasMessageContaining("line 2: python3 runs in a lab, and is not run on a real machine");
    }
}
