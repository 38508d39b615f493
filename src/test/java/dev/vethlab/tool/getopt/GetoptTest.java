package dev.vethlab.tool.getopt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GetoptTest {

    private static Getopt of(String... words) {
        return new Getopt("prog", List.of(words), "ab:");
    }

    @Test
    void optionsMayFollowOperandsAndStandTogether() {
        Getopt getopt = of("one", "-ab", "value", "two");

        assertThat(getopt.next()).isEqualTo('a');
        assertThat(getopt.next()).isEqualTo('b');
        assertThat(getopt.argument()).isEqualTo("value");
        assertThat(getopt.next()).isEqualTo(Getopt.END);
        assertThat(getopt.operands()).containsExactly("one", "two");
    }

    @Test
    void behindTwoDashesEverythingIsAnOperand() {
        Getopt getopt = of("--", "-a");

        assertThat(getopt.next()).isEqualTo(Getopt.END);
        assertThat(getopt.operands()).containsExactly("-a");
    }

    @Test
    void aMissingValueAndAnUnknownLetterAreComplainedAbout() {
        Getopt missing = of("-b");
        Getopt unknown = of("-az");

        assertThat(missing.next()).isEqualTo('?');
        assertThat(missing.complaints()).isEqualTo("prog: option requires an argument -- 'b'\n");
        assertThat(unknown.next()).isEqualTo('a');
        assertThat(unknown.next()).isEqualTo('?');
        assertThat(unknown.complaints()).isEqualTo("prog: invalid option -- 'z'\n");
    }
}
