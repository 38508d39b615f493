package dev.vethlab.web.grading;

import dev.vethlab.grade.Batch;
import dev.vethlab.web.problem.ProblemException;
import dev.vethlab.web.problem.ProblemKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The lines of a body, as they arrive. */
final class Lines implements Batch.Input {

    private final BufferedReader reader;
    private boolean cut;

    Lines(InputStream body) {
        this.reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /** The first line. */
    String first() {
        try {
            String line = reader.readLine();
            if (line == null || line.isBlank()) {
                throw new ProblemException(
                        ProblemKind.MALFORMED_BODY,
                        "The body is empty. Send {\"rubric\":{...}} in the first line, and a submission in each other.");
            }
            return line;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public boolean isWaiting() throws IOException {
        return cut || reader.ready();
    }

    /**
     * The next line, null after the last. Where the body turns out to be too large, the answer is under way already: the line that
     * says so is malformed on purpose, and answered as such.
     */
    @Override
    public @Nullable String next() {
        if (cut) {
            return null;
        }
        try {
            return reader.readLine();
        } catch (ProblemException tooLarge) {
            cut = true;
            return "the rest was not read: " + tooLarge.getMessage();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
