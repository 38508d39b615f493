package dev.vethlab.tool.tc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnitsTest {

    @Test
    void ratesAreReadInBitsAndBytesByTheirSuffix() {
        assertThat(Units.rate("1mbit")).hasValue(125_000);
        assertThat(Units.rate("1Mibit")).hasValue(131_072);
        assertThat(Units.rate("10kbps")).hasValue(10_000);
        assertThat(Units.rate("800")).hasValue(100);
        assertThat(Units.rate("1.5mbit")).hasValue(187_500);
        assertThat(Units.rate("1furlong")).isEmpty();
    }

    @Test
    void ratesAreWrittenWithTheLargestUnitThatLosesNothing() {
        assertThat(Units.rateText(125_000, false)).isEqualTo("1Mbit");
        assertThat(Units.rateText(187_500, false)).isEqualTo("1500Kbit");
        assertThat(Units.rateText(1, false)).isEqualTo("8bit");
        assertThat(Units.rateText(131_072, true)).isEqualTo("1Mibit");
    }

    @Test
    void timesAreMicrosecondsUnlessTheySayOtherwise() {
        assertThat(Units.time("100ms")).hasValue(100_000);
        assertThat(Units.time("100")).hasValue(100);
        assertThat(Units.time("1.5s")).hasValue(1_500_000);
        assertThat(Units.timeText(1_500_000)).isEqualTo("1.5s");
        assertThat(Units.timeText(99_999)).isEqualTo("100ms");
        assertThat(Units.timeText(999)).isEqualTo("999us");
    }

    @Test
    void timesGoToTicksAndBackAndLoseLessThanAMicrosecond() {
        for (int time : new int[] {1, 10, 999, 300_000, 12_345_678}) {
            assertThat(Units.microseconds(Units.ticks(time))).isBetween(time - 1, time);
        }
    }

    @Test
    void sizesAreRoundedOnlyWhereTheyAreCloseToARoundOne() {
        assertThat(Units.size("10kb")).hasValue(10_240);
        assertThat(Units.sizeText(10_239)).isEqualTo("10Kb");
        assertThat(Units.sizeText(1_514_000)).isEqualTo("1514000b");
        assertThat(Units.sizeText(32 << 20)).isEqualTo("32Mb");
    }

    @Test
    void sharesAreBetweenNoneAndAll() {
        assertThat(Units.percent("50%")).contains(0.5);
        assertThat(Units.percent("200%")).isEmpty();
        assertThat(Units.scaled(1)).isEqualTo(-1);
    }

    @Test
    void namesOfClassesAreHexadecimal() {
        assertThat(ClassIds.classId("1:10")).hasValue(0x10010);
        assertThat(ClassIds.text(0x10010)).isEqualTo("1:10");
        assertThat(ClassIds.handle("ffff:")).hasValue(0xffff0000);
        assertThat(ClassIds.classId("1:10000")).isEmpty();
    }
}
