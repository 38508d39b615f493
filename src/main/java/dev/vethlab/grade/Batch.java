package dev.vethlab.grade;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The submissions of a class, one a line, graded side by side; each line is answered by a line as soon as it is done. */
public final class Batch {

    private static final int AHEAD = 64;

    /** The first line. */
    public record Head(@Valid @NotNull Rubric rubric) {}

    /** Every further line. */
    public record Entry(
            @NotBlank @Size(max = 200) String id,
            @Valid @NotNull Submission submission) {}

    /** A line of the answer; {@code line} tells a line without a readable id apart. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Answer(@Nullable String id, @Nullable Integer line, Report report) {}

    /** Takes a line of the answer; it may fail as what it writes to does. */
    public interface Output {

        void line(String text) throws IOException;
    }

    /** Gives lines. */
    public interface Input {

        /** Whether there is one, or a part of one, without waiting. */
        boolean isWaiting() throws IOException;

        /** The next line; null after the last. */
        @Nullable
        String next();
    }

    private final Grader grader;
    private final Documents documents;
    private final ExecutorService workers;

    /**
     * @param workers grade; as many at a time as they are
     */
    public Batch(Grader grader, Documents documents, ExecutorService workers) {
        this.grader = grader;
        this.documents = documents;
        this.workers = workers;
    }

    /**
     * Grades lines, and answers as long as none waits to be read: whoever wants an answer before he sends more gets it.
     */
    public void run(Input lines, Output output) throws IOException, InterruptedException {
        ExecutorCompletionService<String> done = new ExecutorCompletionService<>(workers);
        int open = 0;
        int number = 1;
        while (true) {
            while (open > 0 && (open >= AHEAD || !lines.isWaiting())) {
                output.line(text(done.take()));
                open--;
            }
            String line = lines.next();
            if (line == null) {
                break;
            }
            number++;
            if (!line.isBlank()) {
                done.submit(grading(line, number));
                open++;
            }
        }
        while (open > 0) {
            output.line(text(done.take()));
            open--;
        }
    }

    private Callable<String> grading(String line, int number) {
        return () -> documents.write(answer(line, number));
    }

    private Answer answer(String line, int number) {
        try {
            Entry entry = documents.json(line, Entry.class);
            return new Answer(entry.id(), null, grader.grade(entry.submission()));
        } catch (InvalidRubricException unfit) {
            String id = documents.idOf(line).orElse(null);
            String problem = "line " + number + ", " + (unfit.pointer().isEmpty() ? "" : unfit.pointer() + ": ")
                    + unfit.getMessage();
            return new Answer(
                    id,
                    id == null ? number : null,
                    Report.invalid(problem, grader.rubric().worth()));
        }
    }

    private static String text(Future<String> done) throws InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        }
    }
}
