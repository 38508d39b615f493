package dev.vethlab.tool.getopt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GetoptWordsTest {

    private static Getopt reading(String... arguments) {
        return new Getopt("prog", List.of(arguments), "Vh", Map.of("help", 'h', "version", 'V', "verbose", 'v'));
    }

    @Test
    void aWordMayStandAnywhereAndMayBeCut() {
        assertThat(reading("show", "--help").next()).isEqualTo('h');
        assertThat(reading("--vers").next()).isEqualTo('V');
    }

    @Test
    void whatIsUnknownOrAmbiguousIsNamed() {
        Getopt unknown = reading("--foo");
        assertThat(unknown.next()).isEqualTo('?');
        assertThat(unknown.complaints()).isEqualTo("prog: unrecognized option '--foo'\n");

        Getopt ambiguous = reading("--ver");
        assertThat(ambiguous.next()).isEqualTo('?');
        assertThat(ambiguous.complaints())
                .isEqualTo("prog: option '--ver' is ambiguous; possibilities: '--verbose' '--version'\n");
    }
}
