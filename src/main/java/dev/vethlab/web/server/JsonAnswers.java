package dev.vethlab.web.server;

import dev.vethlab.web.buffer.SpareBuffers;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/** Writes JSON to its end before the first byte of it is sent, unless it is very long: its length is known then, and it is sent at once. */
final class JsonAnswers extends JacksonJsonHttpMessageConverter {

    private final SpareBuffers buffers = new SpareBuffers();

    JsonAnswers(JsonMapper mapper) {
        super(mapper);
    }

    @Override
    protected void writeInternal(
            Object value, ResolvableType type, HttpOutputMessage output, @Nullable Map<String, Object> hints)
            throws IOException {
        WholeAnswer answer = new WholeAnswer(output, buffers);
        try {
            super.writeInternal(value, type, answer, hints);
            answer.finish();
        } finally {
            answer.release();
        }
    }
}
