package dev.vethlab.tool.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LineParserTest {

    private static final String CHARACTERS = "ab12 \t\n'\"\\<>&|;(){}$`~#=*,.-/";

    @Test
    void everyLineIsTakenApartOrRefused() {
        SplittableRandom random = new SplittableRandom(7);
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (int i = 0; i < 20_000; i++) {
                StringBuilder line = new StringBuilder();
                for (int length = random.nextInt(12); length > 0; length--) {
                    line.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
                }
                assertThat(steps(line.toString())).isGreaterThanOrEqualTo(-1);
            }
        });
    }

    private static int steps(String line) {
        try {
            return LineParser.parse(line).steps().size();
        } catch (SyntaxException refused) {
            return -1;
        }
    }
}
