package dev.vethlab.kernel.sched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.kernel.trace.Step;
import dev.vethlab.kernel.trace.Tracer;
import dev.vethlab.kernel.trace.Verdict;
import dev.vethlab.tool.TwoHosts;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NetemTest {

    private static final Pattern TIME = Pattern.compile("time=([0-9.]+) ms");

    private final TwoHosts hosts = new TwoHosts();

    private double roundTrip() {
        Matcher time = TIME.matcher(hosts.a("ping -c 1 -W 5 10.0.0.2").stdout());
        assertThat(time.find()).isTrue();
        return Double.parseDouble(time.group(1));
    }

    private int answered(int count) {
        Matcher received = Pattern.compile("(\\d+) received")
                .matcher(hosts.a("ping -c " + count + " -i 0.01 -W 1 10.0.0.2").stdout());
        assertThat(received.find()).isTrue();
        return Integer.parseInt(received.group(1));
    }

    @Test
    void everyPacketIsDelayedByAsLongAsWasAsked() {
        hosts.a("tc qdisc add dev va root netem delay 100ms");
        assertThat(roundTrip()).isBetween(100., 101.);
        hosts.a("tc qdisc change dev va root netem delay 20ms");
        assertThat(roundTrip()).isBetween(20., 21.);
    }

    @Test
    void jitterKeepsDelaysWithinItsBounds() {
        hosts.a("tc qdisc add dev va root netem delay 100ms 10ms");
        for (int i = 0; i < 20; i++) {
            assertThat(roundTrip()).isBetween(89.9, 111.);
        }
    }

    @Test
    void aShareOfThePacketsIsLost() {
        hosts.a("tc qdisc add dev va root netem loss 30%");
        assertThat(answered(300)).isBetween(180, 240);
        assertThat(hosts.a("tc -s qdisc show dev va").stdout()).containsPattern("dropped [1-9]");
    }

    @Test
    void aPacketThatIsLostIsSeenByNobody() {
        hosts.a("tc qdisc add dev va root netem loss 100%");
        assertThat(answered(2)).isZero();
        assertThat(hosts.kernel
                        .machine()
                        .captures()
                        .find("a", "va")
                        .orElseThrow()
                        .packets())
                .isEmpty();
    }

    @Test
    void aRateSpreadsPacketsOut() {
        hosts.a("tc qdisc add dev va root netem rate 80kbit");
        assertThat(roundTrip()).isBetween(9.8, 10.);
    }

    @Test
    void oneBitOfADamagedPacketIsAnotherAndNothingAnswersIt() {
        hosts.a("tc qdisc add dev va root netem corrupt 100%");
        assertThat(answered(20)).isLessThan(10);
    }

    @Test
    void thatAPacketWaitsIsTold() {
        hosts.a("tc qdisc add dev va root netem delay 100ms");
        Tracer tracer = hosts.kernel.machine().tracer();
        tracer.start();
        hosts.a("ping -c 1 -W 1 10.0.0.2");
        List<Step> steps = tracer.stop();
        assertThat(steps)
                .filteredOn(step -> step.verdict() == Verdict.QUEUE)
                .extracting(Step::detail)
                .contains("netem delays it by 100 ms");
    }

    @Test
    void whatWaitsIsLostWhenTheDeviceGoesDown() {
        hosts.a("tc qdisc add dev va root netem delay 500ms");
        hosts.a("ping -c 1 -W 0.1 10.0.0.2");
        assertThat(hosts.a("tc -s qdisc show dev va").stdout()).contains("backlog 98b 1p");
        hosts.a("ip link set va down");
        assertThat(hosts.a("tc -s qdisc show dev va").stdout())
                .startsWith("qdisc netem")
                .contains("backlog 0b 0p");
    }

    @Test
    void aTransferOverASlowLinkArrives() {
        hosts.a("tc qdisc add dev va root netem delay 10ms rate 10mbit");
        hosts.run("ip netns exec a python3 -m http.server 8000 &");
        assertThat(hosts.b("curl -s http://10.0.0.1:8000/").exitCode()).isZero();
    }
}
