package dev.vethlab.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.vethlab.verify.random.RandomLab;
import dev.vethlab.verify.script.Script;
import org.junit.jupiter.api.Test;

class RandomLabTest {

    @Test
    void theSameSeedDrawsTheSameLab() {
        assertThat(RandomLab.script(7)).isEqualTo(RandomLab.script(7)).isNotEqualTo(RandomLab.script(8));
    }

    @Test
    void everyLabIsAScriptThatCanBeCompared() {
        for (long seed = 0; seed < 2000; seed++) {
            String script = String.join("\n", RandomLab.script(seed));
            assertThatCode(() -> Script.parse(script)).as(script).doesNotThrowAnyException();
        }
    }
}
