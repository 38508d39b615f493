package dev.vethlab.kernel.sched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.TwoHosts;
import org.junit.jupiter.api.Test;

class ShapingTest {

    private final TwoHosts hosts = new TwoHosts();

    private long timeOf(String command) {
        long before = hosts.kernel.machine().nowNs();
        assertThat(hosts.a(command).exitCode()).isZero();
        return hosts.kernel.machine().nowNs() - before;
    }

    @Test
    void aBucketOfTokensLetsABurstThroughAndThenItsRate() {
        hosts.a("tc qdisc add dev va root tbf rate 80kbit burst 2000 limit 100000");
        assertThat(timeOf("ping -c 1 -s 958 -W 5 10.0.0.2")).isLessThan(20_000_000L);
        assertThat(timeOf("ping -c 10 -i 0.01 -s 958 -W 5 10.0.0.2")).isBetween(800_000_000L, 1_100_000_000L);
        assertThat(hosts.a("tc -s qdisc show dev va").stdout()).containsPattern("overlimits [1-9]");
    }

    @Test
    void whatIsLongerThanTheBucketIsDropped() {
        hosts.a("tc qdisc add dev va root tbf rate 1mbit burst 500 limit 10000");
        assertThat(hosts.a("ping -c 1 -s 1000 -W 1 10.0.0.2").exitCode()).isEqualTo(1);
        assertThat(hosts.a("tc -s qdisc show dev va").stdout()).containsPattern("dropped [1-9]");
    }

    @Test
    void aClassOfHtbBorrowsUpToItsCeilAndNoFurther() {
        hosts.a("tc qdisc add dev va root handle 1: htb default 10");
        hosts.a("tc class add dev va parent 1: classid 1:1 htb rate 160kbit burst 1000 cburst 1000");
        hosts.a("tc class add dev va parent 1:1 classid 1:10 htb rate 8kbit ceil 160kbit burst 1000 cburst 1000");
        assertThat(timeOf("ping -c 20 -i 0.01 -s 958 -W 5 10.0.0.2")).isBetween(850_000_000L, 1_050_000_000L);
        assertThat(hosts.a("tc -s class show dev va").stdout()).containsPattern("borrowed: [1-9]");
    }

    @Test
    void aClassThatAFilterNamesCannotBeDeleted() {
        hosts.a("tc qdisc add dev va root handle 1: htb");
        hosts.a("tc class add dev va parent 1: classid 1:5 htb rate 1mbit");
        hosts.a("tc filter add dev va parent 1: protocol ip matchall classid 1:5");
        assertThat(hosts.a("tc class del dev va classid 1:5").stderr()).isEqualTo("Error: HTB class in use.\n");
        hosts.a("tc filter del dev va parent 1:");
        assertThat(hosts.a("tc class del dev va classid 1:5").exitCode()).isZero();
    }

    @Test
    void aFullQueueIsToldToTheSenderWhichTriesAgain() {
        hosts.a("tc qdisc add dev va root handle 1: tbf rate 8kbit burst 1100 limit 2200");
        String output = hosts.a("ping -c 6 -l 6 -s 958 -W 9 10.0.0.2").stdout();
        assertThat(output).contains("6 packets transmitted");
        assertThat(hosts.a("tc -s qdisc show dev va").stdout()).containsPattern("dropped [1-9]");
    }

    @Test
    void conversationsTakeTurnsAndShowNothingOfItWhileThereIsRoom() {
        hosts.a("tc qdisc add dev va root fq_codel");
        assertThat(hosts.a("ping -c 3 -i 0.1 10.0.0.2").stdout()).contains("3 received");
        assertThat(hosts.a("tc -s qdisc show dev va").stdout()).contains("new_flow_count 0");
    }
}
