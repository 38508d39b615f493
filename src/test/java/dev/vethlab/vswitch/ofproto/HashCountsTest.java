package dev.vethlab.vswitch.ofproto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HashCountsTest {

    @Test
    void whatWasCountedAsOftenAsTakenBackIsGone() {
        HashCounts counts = new HashCounts();
        for (long hash = -500; hash < 500; hash++) {
            counts.change(hash * 0x9e3779b97f4a7c15L, 2);
        }
        for (long hash = -500; hash < 500; hash += 2) {
            counts.change(hash * 0x9e3779b97f4a7c15L, -2);
        }
        for (long hash = -500; hash < 500; hash++) {
            assertThat(counts.has(hash * 0x9e3779b97f4a7c15L)).isEqualTo(hash % 2 != 0);
        }
        counts.change(0, 1);
        assertThat(counts.has(0)).isTrue();
    }
}
