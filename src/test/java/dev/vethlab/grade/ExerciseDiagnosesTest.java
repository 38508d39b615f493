package dev.vethlab.grade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.explain.diagnosis.Diagnoses;
import dev.vethlab.explain.diagnosis.Diagnosis;
import dev.vethlab.explain.diagnosis.DiagnosisLimits;
import dev.vethlab.explain.diagnosis.DiagnosisQuestion;
import dev.vethlab.kernel.trace.Fate;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.PingRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExerciseDiagnosesTest {

    private static final List<String> ARTICLE = List.of(
            "echo 1 > /proc/sys/net/ipv4/conf/veth1/accept_local",
            "echo 1 > /proc/sys/net/ipv4/conf/veth0/accept_local",
            "echo 0 > /proc/sys/net/ipv4/conf/all/rp_filter",
            "echo 0 > /proc/sys/net/ipv4/conf/veth0/rp_filter",
            "echo 0 > /proc/sys/net/ipv4/conf/veth1/rp_filter");

    private static PingRequest ping(String namespace, String destination, String device) {
        return new PingRequest(namespace, destination, device, null, 1, null, null, null, null, null, null, null, null);
    }

    private static Lab article(String profile) {
        return Exercises.lab(profile, Exercises.entry("veth-one-host").script());
    }

    private static Diagnosis diagnose(Lab lab, PingRequest ping, boolean shouldSucceed, List<String> candidates) {
        return Diagnoses.of(
                lab,
                new DiagnosisQuestion(
                        ping, shouldSucceed, candidates.isEmpty() ? Optional.empty() : Optional.of(candidates)),
                DiagnosisLimits.DEFAULT);
    }

    @Test
    void theArticlesRefusalIsTheSettingOfTheReceivingEnd() {
        Diagnosis diagnosis = diagnose(article("kernel"), ping("host", "10.1.1.3", "veth0"), true, List.of());

        Diagnosis.Cause cause = diagnosis.cause().orElseThrow();
        assertThat(cause.step().detail())
                .isEqualTo("10.1.1.2 is an address of this host and accept_local is off on veth1");
        assertThat(cause.step().fate()).contains(Fate.IGNORED);
        assertThat(cause.step().reason()).isEmpty();
        assertThat(cause.packet()).isPresent();
        assertThat(diagnosis.fixes().get(0).commands())
                .isEqualTo(List.of("sysctl -w net.ipv4.conf.veth1.accept_local=1"));
        assertThat(diagnosis.fixes().get(0).alsoChanges()).isEmpty();
    }

    @Test
    void ofTheArticlesFiveCommandsExactlyThreeAreNeededWhereReversePathsAreFiltered() {
        Diagnosis diagnosis = diagnose(article("ubuntu-16.04"), ping("host", "10.1.1.3", "veth0"), true, ARTICLE);

        assertThat(diagnosis.needed())
                .contains(new Diagnosis.Needed(true, List.of(ARTICLE.get(0), ARTICLE.get(2), ARTICLE.get(4))));
    }

    @Test
    void candidatesThatAreNotEnoughAreSaidNotToBe() {
        Diagnosis diagnosis = diagnose(
                article("ubuntu-16.04"),
                ping("host", "10.1.1.3", "veth0"),
                true,
                List.of(ARTICLE.get(0), "ip rubbish"));

        assertThat(diagnosis.needed()).contains(new Diagnosis.Needed(false, List.of()));
    }

    @Test
    void aPingThatWorksHasNoCause() {
        Lab lab = Exercises.lab("kernel", Exercises.entry("two-namespaces").script());

        Diagnosis diagnosis = diagnose(lab, ping("red", "10.1.1.3", null), true, List.of());

        assertThat(diagnosis.cause()).isEmpty();
        assertThat(diagnosis.fixes()).isEmpty();
        assertThat(diagnosis.complete()).isTrue();
    }

    @Test
    void aPingThatShouldFailIsMadeToFail() {
        Lab lab = Exercises.lab("kernel", Exercises.entry("two-namespaces").script());

        Diagnosis diagnosis = diagnose(lab, ping("red", "10.1.1.3", null), false, List.of());

        assertThat(diagnosis.cause().orElseThrow().step().function()).isEqualTo("icmp_echo");
        assertThat(diagnosis.fixes()).isNotEmpty();
        for (String command : diagnosis.fixes().get(0).commands()) {
            assertThat(Exercises.run(lab, command).succeeded()).isTrue();
        }
        assertThat(Exercises.run(lab, "ip netns exec red ping -c 1 10.1.1.3").succeeded())
                .isFalse();
    }

    @Test
    void theLabIsNotTouched() {
        Lab lab = article("kernel");
        long revision = lab.revision();
        long time = lab.read(kernel -> kernel.machine().nowNs());

        diagnose(lab, ping("host", "10.1.1.3", "veth0"), true, List.of());

        assertThat(lab.revision()).isEqualTo(revision);
        long after = lab.read(kernel -> kernel.machine().nowNs());
        assertThat(after).isEqualTo(time);
        assertThat(lab.packets()).isEmpty();
    }

    @Test
    void aSearchThatIsStoppedSaysSo() {
        Diagnosis diagnosis = Diagnoses.of(
                article("ubuntu-16.04"),
                new DiagnosisQuestion(ping("host", "10.1.1.3", "veth0"), true, Optional.empty()),
                new DiagnosisLimits(4, 3, 8, 60, 20_000_000));

        assertThat(diagnosis.complete()).isFalse();
        assertThat(diagnosis.tried()).isEqualTo(3);
    }

    @Test
    void aFixSaysWhichOtherPingsItTurnsRound() {
        Diagnosis diagnosis = Exercises.diagnosis("exercise-no-forwarding");

        assertThat(diagnosis.fixes().get(0).alsoChanges()).anySatisfy(other -> {
            assertThat(other.ping().place()).isEqualTo("bob");
            assertThat(other.ping().destination()).isEqualTo("192.168.10.2");
            assertThat(other.before()).isFalse();
            assertThat(other.after()).isTrue();
        });
    }

    @Test
    void aPingThatCannotStartIsExplainedInItsOwnWords() {
        Diagnosis diagnosis = diagnose(article("kernel"), ping("host", "10.1.1.3", "none"), true, List.of());

        assertThat(diagnosis.cause().orElseThrow().step().function()).isEqualTo("ping");
        assertThat(diagnosis.cause().orElseThrow().step().detail()).contains("none");
    }
}
