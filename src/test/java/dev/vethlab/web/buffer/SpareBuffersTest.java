package dev.vethlab.web.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpareBuffersTest {

    private final SpareBuffers buffers = new SpareBuffers();

    @Test
    void theArrayThatWasUsedLastIsTheNext() {
        byte[] first = buffers.take(100);
        byte[] second = buffers.take(100);
        buffers.give(first);
        buffers.give(second);

        assertThat(buffers.take(100)).isSameAs(second);
        assertThat(buffers.take(100)).isSameAs(first);
    }

    @Test
    void anArrayThatIsTooShortIsNotTaken() {
        buffers.give(new byte[10]);

        assertThat(buffers.take(11)).hasSize(11);
    }

    @Test
    void oneThatIsVeryLargeIsNotKept() {
        byte[] large = new byte[1 << 20];
        buffers.give(large);

        assertThat(buffers.take(1)).hasSize(1);
    }
}
