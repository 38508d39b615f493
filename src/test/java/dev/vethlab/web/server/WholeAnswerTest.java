package dev.vethlab.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.web.buffer.SpareBuffers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.MockHttpOutputMessage;

class WholeAnswerTest {

    private static final int MUCH = 1 << 18;

    private final MockHttpOutputMessage client = new MockHttpOutputMessage();
    private final WholeAnswer answer = new WholeAnswer(client, new SpareBuffers());

    @Test
    void nothingIsSentBeforeTheEndAndThenItsLengthIsKnown() throws IOException {
        answer.write(new byte[10_000]);
        answer.flush();
        answer.write('!');
        assertThat(client.getBodyAsBytes()).isEmpty();

        answer.finish();

        assertThat(client.getBodyAsBytes()).hasSize(10_001).endsWith('!');
        assertThat(client.getHeaders().getContentLength()).isEqualTo(10_001);
    }

    @Test
    void aVeryLongAnswerIsSentInParts() throws IOException {
        answer.write(new byte[MUCH]);
        answer.write("and more".getBytes(StandardCharsets.UTF_8));
        assertThat(client.getBodyAsBytes()).hasSize(MUCH);

        answer.finish();

        assertThat(client.getBodyAsBytes()).hasSize(MUCH + 8).endsWith('m', 'o', 'r', 'e');
        assertThat(client.getHeaders().getContentLength()).isNegative();
    }

    @Test
    void whatIsWrittenInOneGoIsNotCopiedWhereItIsVeryLong() throws IOException {
        answer.write('[');
        answer.write(new byte[2 * MUCH]);
        answer.write(']');
        answer.finish();

        assertThat(client.getBodyAsBytes())
                .hasSize(2 * MUCH + 2)
                .startsWith('[')
                .endsWith(']');
    }
}
