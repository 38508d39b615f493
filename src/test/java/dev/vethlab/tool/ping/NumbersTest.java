package dev.vethlab.tool.ping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "100,100",
        "33.333333,33.3333",
        "66.666664,66.6667",
        "0.0001,0.0001",
        "0.00001,1e-05",
        "12.5,12.5"
    })
    void lossIsPrintedWithSixSignificantDigits(float number, String shown) {
        assertThat(Numbers.general(number)).isEqualTo(shown);
    }

    @Test
    void aNumberEndsWhereItStopsBeingOne() {
        assertThat(Numbers.real("0.2x")).isEqualTo(new Numbers.Real(0.2, 3));
        assertThat(Numbers.real("x")).isEqualTo(new Numbers.Real(0, 0));
        assertThat(Numbers.real("1e3")).isEqualTo(new Numbers.Real(1000, 3));
        assertThat(Numbers.real("0x10")).isEqualTo(new Numbers.Real(16, 4));
        assertThat(Numbers.real("inf").value()).isNaN();
    }
}
