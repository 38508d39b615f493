package dev.vethlab.grade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.explain.diagnosis.Diagnosis;
import dev.vethlab.kernel.trace.Step;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExercisesTest {

    static Collection<String> exercises() {
        return Exercises.RUBRICS.keySet();
    }

    @Test
    void thereAreAtLeastTwelve() {
        assertThat(exercises()).hasSizeGreaterThanOrEqualTo(12);
    }

    @ParameterizedTest
    @MethodSource("exercises")
    void anExerciseIsBrokenAndTheFirstFixOfItsDiagnosisMendsIt(String id) throws InvalidRubricException {
        Rubric rubric = Exercises.RUBRICS.get(id);
        Grader grader = new Grader(rubric, Exercises.CATALOGUE, GradingLimits.DEFAULT);
        Report before = grader.grade(new Submission("", null));
        Diagnosis diagnosis = Exercises.diagnosis(id);

        assertThat(before.checks().get(0).status()).isEqualTo(CheckStatus.FAILED);
        assertThat(before.checks().get(0).detail())
                .containsAnyOf(
                        "0 of 2 pings were answered: ",
                        "ping could not send anything: ",
                        "is refused: ",
                        "is filtered: ");
        assertThat(diagnosis.complete()).isTrue();
        assertThat(diagnosis.fixes()).isNotEmpty();
        String fix = String.join("\n", diagnosis.fixes().get(0).commands());
        assertThat(grader.grade(new Submission(fix, null)).checks().get(0).status())
                .isEqualTo(CheckStatus.PASSED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    exercise-arp-puzzle        | host   | fib_validate_source         | accept_local is off on veth1
                    exercise-return-route      | bob    | ip_route_output_key_hash_rcu | to 192.168.10.2: no table has a route
                    exercise-asymmetric        | server | fib_validate_source         | rp_filter is strict
                    exercise-no-forwarding     | rt     | ip_error                    | forwarding is off
                    exercise-prefix-length     | alice  | ip_route_output_key_hash_rcu | to 10.1.1.203: no table has a route
                    exercise-wrong-gateway     | alice  | arp_error_report            | nobody has the address 192.168.10.254
                    exercise-peer-down         | rt     | ip_error                    | there is no route to 192.168.20.2
                    exercise-duplicate-mac     | switch | br_handle_frame_finish      | alice/eth0 and bob/eth0 have the same MAC address
                    exercise-static-neighbour  | rt     | ip_rcv_core                 | MAC address is not that of left
                    exercise-proxy-arp         | rt     | arp_process                 | answers for nobody else
                    exercise-mtu               | rt     | ____dev_forward_skb         | takes packets of 1400 bytes
                    exercise-echo-ignored      | bob    | icmp_echo                   | icmp_echo_ignore_all is on
                    exercise-blackhole         | rt     | ip_error                    | blackhole
                    exercise-policy-rule       | rt     | arp_error_report            | rule 1000, table 100
                    exercise-arp-ignore        | server | arp_process                 | arp_ignore
                    exercise-two-faults        | rt     | ip_error                    | forwarding is off
                    exercise-firewall          | rt     | nft_do_chain                | the rule "iifname "right" ip protocol icmp drop"
                    exercise-vlan-tag          | bob    | __netif_receive_skb_core    | the frame is of VLAN 10
                    exercise-bridge-port       | alice  | arp_error_report            | no cable or bridge joins the two
                    exercise-bridge-vlan       | switch | br_flood                    | is not in VLAN
                    exercise-nat               | world  | ip_route_output_key_hash_rcu | to 192.168.10.2: no table has a route
                    exercise-macvlan           | bob    | macvlan_queue_xmit          | (mode private) gets nothing from eth0 (mode bridge)
                    exercise-vxlan             | right  | vxlan_rcv                   | no device here is for network 42
                    exercise-loss              | rt     | __dev_queue_xmit            | netem of right loses it
                    exercise-neutron-tag       | host   | xlate_normal_flood          | keeps it from port tap2, which is not in VLAN 2
                    exercise-tcp-localhost     | bob    | tcp_v4_rcv                  | nobody listens on port 80 of 192.168.20.2
                    exercise-tcp-replies       | rt     | nft_do_chain                | the policy is drop
                    exercise-udp-forward       | bob    | __udp4_lib_rcv              | no socket waits on port 5354
                    exercise-duplicate-address | bob    | fib_validate_source         | 10.1.1.2 is an address of this host
                    """)
    void theDiagnosisNamesWhatWasPlanted(String id, String namespace, String function, String detail) {
        Step cause = Exercises.diagnosis(id).cause().orElseThrow().step();

        assertThat(cause.namespace()).isEqualTo(namespace);
        assertThat(cause.function()).isEqualTo(function);
        assertThat(cause.detail()).contains(detail);
    }

    @Test
    void twoFaultsTakeTwoChanges() {
        assertThat(Exercises.diagnosis("exercise-two-faults").fixes().get(0).commands())
                .isEqualTo(List.of(
                        "ip netns exec rt sysctl -w net.ipv4.ip_forward=1",
                        "ip -n bob route add default via 192.168.20.1"));
    }
}
