package dev.vethlab.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraderTest {

    private static final String SOLUTION =
            "sysctl -w net.ipv4.conf.veth1.accept_local=1\nsysctl -w net.ipv4.conf.veth1.rp_filter=2\n";

    private static final String RUBRIC = """
            template: exercise-arp-puzzle
            checks:
              - id: reach
                ping: {destination: 10.1.1.3, interface: veth0, count: 2}
                points: 2
                feedback: Look at veth1.
              - id: secret
                sysctl: {name: net.ipv4.conf.veth1.accept_local}
                equals: "1"
                hidden: true
              - id: lo
                seen: {interface: lo, filter: "icmp[icmptype] == icmp-echoreply", min: 2, max: 2}
            deductions:
              - id: wide
                sysctl: {name: net.ipv4.conf.all.accept_local}
                equals: "0"
                feedback: Not for all interfaces.
            forbidden:
              - {command: ip link del, points: 1}
            stepBudget: {commands: 2}
            """;

    private final Documents documents = new Documents();

    private Grader grader(String rubric) throws InvalidRubricException {
        return new Grader(documents.rubric(rubric), Exercises.CATALOGUE, GradingLimits.DEFAULT);
    }

    private Report grade(String rubric, String script) throws InvalidRubricException {
        return grader(rubric).grade(new Submission(script, null));
    }

    @Test
    void aSolutionHasAllPoints() throws InvalidRubricException {
        Report report = grade(RUBRIC, SOLUTION);

        assertThat(report.status()).isEqualTo(Report.Status.PASSED);
        assertThat(report.score()).isEqualTo(new Report.Score(new BigDecimal(4), new BigDecimal(4)));
    }

    @Test
    void nothingHasNoPointsAndSaysWhy() throws InvalidRubricException {
        Report report = grade(RUBRIC, "");

        assertThat(report.score().points()).isEqualTo(BigDecimal.ZERO);
        assertThat(report.checks().get(0).detail()).contains("accept_local is off on veth1");
        assertThat(report.checks().get(0).feedback()).isEqualTo("Look at veth1.");
    }

    @Test
    void aHiddenCheckTellsNothingButItsOutcome() throws InvalidRubricException {
        Report.Result hidden = grade(RUBRIC, "").checks().get(1);

        assertThat(hidden.detail()).isEqualTo("a hidden check");
        assertThat(hidden.evidence()).isEmpty();
        assertThat(documents.write(hidden)).doesNotContain("accept_local");
    }

    @Test
    void whatIsForbiddenOrTooMuchIsTakenOff() throws InvalidRubricException {
        Report report = grade(
                RUBRIC,
                SOLUTION
                        + "sysctl -w net.ipv4.conf.all.accept_local=1\nip netns add x\nip netns exec x ip link del y\n");

        assertThat(report.status()).isEqualTo(Report.Status.FAILED);
        assertThat(report.deductions())
                .extracting(Report.Deduction::id)
                .containsExactlyInAnyOrder("forbidden", "stepBudget", "wide");
        assertThat(report.score().points()).isEqualTo(BigDecimal.ONE);
    }

    @Test
    void theSameRequestHasTheSameBytes() throws InvalidRubricException {
        assertThat(documents.write(grade(RUBRIC, SOLUTION))).isEqualTo(documents.write(grade(RUBRIC, SOLUTION)));
    }

    @Test
    void whatIsNotSimulatedIsNeverPassed() throws InvalidRubricException {
        Report report = grade("""
                template: two-namespaces
                checks:
                  - {id: odd, command: {line: frobnicate --now}, expect: failure}
                """, "");

        assertThat(report.checks().get(0).status()).isEqualTo(CheckStatus.UNMODELLED);
        assertThat(report.passed()).isFalse();
    }

    @Test
    void stateIsChecked() throws InvalidRubricException {
        Report report = grade("""
                template: two-namespaces
                checks:
                  - {id: address, address: {namespace: red, interface: veth0, address: 10.1.1.2/24}}
                  - {id: no-address, address: {namespace: red, address: 10.1.1.9}, expect: absent}
                  - {id: link, link: {namespace: blue, name: veth1, up: true, mtu: 1500, kind: veth}}
                  - {id: route, route: {namespace: red, destination: 10.1.1.0/24, interface: veth0}}
                  - {id: lookup, route: {namespace: red, destination: 10.1.1.3, interface: veth0}}
                  - {id: no-route, route: {namespace: red, destination: default}, expect: absent}
                  - {id: closed, udp: {namespace: red, destination: 10.1.1.3, port: 5000}, expect: refused}
                  - {id: udp, udp: {namespace: red, destination: 10.1.1.3, port: 5000, listen: true}}
                  - {id: tcp, tcp: {namespace: red, destination: 10.1.1.3, port: 80}, expect: refused}
                  - {id: tcp-open, tcp: {namespace: red, destination: 10.1.1.3, port: 80, listen: true}, expect: open}
                  - {id: tcp-lost, tcp: {namespace: red, destination: 10.1.1.77, port: 80}, expect: filtered}
                  - {id: no-udp, udp: {namespace: red, destination: 10.1.1.77, port: 5000}, expect: failure}
                  - {id: neighbor, neighbor: {namespace: red, address: 10.1.1.3, interface: veth0}}
                  - {id: quiet, seen: {namespace: red, interface: veth0, filter: "icmp[icmptype] == icmp-echo", max: 0}}
                  - {id: command, command: {namespace: red, line: ip -br addr show dev veth0}, contains: 10.1.1.2/24}
                """, "");

        assertThat(report.checks())
                .allSatisfy(
                        check -> assertThat(check.status()).as(check.toString()).isEqualTo(CheckStatus.PASSED));
    }

    @ParameterizedTest
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    @ValueSource(
            strings = {
                "sleep 1e9",
                "sleep infinity",
                "ping -f -c 100000000 127.0.0.1",
                "ping -i 0.001 127.0.0.1",
                "ping -c 100000 -i 0 -s 65507 127.0.0.1",
                "\u0000\u0001\u0002",
                "ip -batch /dev/zero",
                "echo $(while true; do :; done)",
                "ip netns exec ../../etc ip link"
            })
    void anEndlessOrHostileSubmissionEndsAsAReport(String script) throws InvalidRubricException {
        Report report = grade(RUBRIC, script);

        assertThat(report.status()).isEqualTo(Report.Status.FAILED);
        assertThat(JunitXml.of(Map.of("hostile", report))).contains("<testsuite");
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void manyCommandsAreRefusedOrStopped() throws InvalidRubricException {
        Report tooMany = grade(RUBRIC, "ip link\n".repeat(100_000));
        Report growing = grade(RUBRIC, "ip link add type veth\n".repeat(4_000));
        Report slow = grade(RUBRIC, "ping -c 1000 -i 0.01 127.0.0.1\n".repeat(4_000));

        assertThat(tooMany.status()).isEqualTo(Report.Status.INVALID);
        assertThat(growing.status()).isEqualTo(Report.Status.FAILED);
        assertThat(slow.notes()).anySatisfy(note -> assertThat(note).startsWith("stopped"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "checks: 7",
                "checks: []",
                "{",
                "checks: [{id: x}]",
                "checks: [{id: x, ping: {destination: 'x y'}}]",
                "nonsense: 1",
                "checks: [{id: a, tcp: {destination: a, port: 99999999}}]",
                "{checks: [{id: a, sysctl: {name: b}, link: {name: c}}]}",
                "{template: nothing, checks: [{id: a, sysctl: {name: b}}]}",
                "{setup: ip link rubbish, checks: [{id: a, sysctl: {name: b}}]}",
                "{profile: dos, checks: [{id: a, sysctl: {name: b}}]}"
            })
    void aMalformedRubricIsRefusedWithWords(String rubric) {
        assertThatThrownBy(() -> grader(rubric))
                .isInstanceOf(InvalidRubricException.class)
                .message()
                .isNotBlank()
                .doesNotContain("dev.vethlab");
    }

    private static Batch.Input waiting(Iterator<String> lines) {
        return new Batch.Input() {
            @Override
            public boolean isWaiting() {
                return true;
            }

            @Override
            public @Nullable String next() {
                return lines.hasNext() ? lines.next() : null;
            }
        };
    }

    @Test
    void aClassOfThreeHundredIsGradedInThreeSeconds() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            lines.add(documents.write(Map.of("id", "s" + i, "submission", Map.of("script", SOLUTION))));
        }
        lines.add(150, "{\"id\":\"broken\",\"submission\":");
        lines.add(200, "rubbish");
        ExecutorService workers = Executors.newFixedThreadPool(2);
        List<String> answers = new ArrayList<>();
        grade(RUBRIC, SOLUTION);
        long begin = System.nanoTime();
        Iterator<String> next = lines.iterator();
        new Batch(grader(RUBRIC), documents, workers).run(waiting(next), answers::add);
        double seconds = (System.nanoTime() - begin) / 1e9;
        workers.shutdown();
        long one = System.nanoTime();
        grade(RUBRIC, SOLUTION);
        double single = (System.nanoTime() - one) / 1e9;
        System.out.printf(
                "GraderTest: 300 submissions in %.2f s, one in %.1f ms: %.0f times%n",
                seconds, single * 1e3, seconds / single);

        assertThat(answers).hasSize(302);
        assertThat(answers.stream()
                        .filter(answer -> answer.contains("\"status\":\"passed\",\"score\""))
                        .count())
                .isEqualTo(300);
        assertThat(answers.stream()
                        .filter(answer -> answer.contains("\"status\":\"invalid\""))
                        .count())
                .isEqualTo(2);
        assertThat(seconds).isLessThan(3);
    }
}
