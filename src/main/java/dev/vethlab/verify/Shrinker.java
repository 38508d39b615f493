package dev.vethlab.verify;

import dev.vethlab.verify.normal.Part;
import dev.vethlab.verify.recording.RecordingException;
import dev.vethlab.verify.script.Script;
import dev.vethlab.verify.script.ScriptLine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/**
 * Takes lines out of a script as long as one part still differs (delta debugging: halves, then quarters, down to single lines).
 * Lines that others need are found by trying.
 */
public final class Shrinker {

    private final ExecutorService workers;
    private final Predicate<Script> differs;

    private Shrinker(ExecutorService workers, Predicate<Script> differs) {
        this.workers = workers;
        this.differs = differs;
    }

    /**
     * Makes a script shorter.
     *
     * @param workers run the attempts, side by side
     * @param script one that differs
     * @param part where
     * @return the shortest script found in which that part differs, perhaps the same
     */
    public static Script shrink(ExecutorService workers, Script script, Part part) throws InterruptedException {
        Predicate<Script> stillDiffers = shorter -> {
            try {
                return Verification.Run.of(shorter).differences().stream()
                        .anyMatch(difference -> difference.part().isLike(part));
            } catch (RecordingException failure) {
                return false;
            }
        };
        Shrinker shrinker = new Shrinker(workers, stillDiffers);
        List<ScriptLine> lines = script.lines();
        if (part.kind() == Part.Kind.COMMAND) {
            lines = lines.subList(0, Math.min(part.number(), lines.size()));
        }
        return script.withLines(shrinker.shrink(script, new ArrayList<>(lines)));
    }

    private List<ScriptLine> shrink(Script script, List<ScriptLine> lines) throws InterruptedException {
        int size = Math.max(1, lines.size() / 2);
        while (true) {
            List<List<ScriptLine>> chunks = chunks(lines, size);
            List<ScriptLine> shorter = attempt(script, lines, chunks);
            if (shorter.size() < lines.size()) {
                lines = shorter;
                size = Math.min(size, Math.max(1, lines.size() / 2));
            } else if (size == 1) {
                return lines;
            } else {
                size = (size + 1) / 2;
            }
        }
    }

    /** Leaves out each chunk in turn, then all of those together that were not needed one by one; else only the first of them. */
    private List<ScriptLine> attempt(Script script, List<ScriptLine> lines, List<List<ScriptLine>> chunks)
            throws InterruptedException {
        List<Future<Boolean>> attempts = new ArrayList<>();
        for (List<ScriptLine> chunk : chunks) {
            Script shorter = script.withLines(without(lines, List.of(chunk)));
            attempts.add(workers.submit(() -> differs.test(shorter)));
        }
        List<List<ScriptLine>> needless = new ArrayList<>();
        for (int i = 0; i < chunks.size(); i++) {
            if (holds(attempts.get(i))) {
                needless.add(chunks.get(i));
            }
        }
        for (int count = needless.size(); count > 0; count /= 2) {
            List<ScriptLine> shorter = without(lines, needless.subList(0, count));
            if (count == 1 || holds(workers.submit(() -> differs.test(script.withLines(shorter))))) {
                return shorter;
            }
        }
        return lines;
    }

    private static boolean holds(Future<Boolean> attempt) throws InterruptedException {
        try {
            return attempt.get();
        } catch (ExecutionException failure) {
            return false;
        }
    }

    private static List<List<ScriptLine>> chunks(List<ScriptLine> lines, int size) {
        List<List<ScriptLine>> chunks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i += size) {
            chunks.add(lines.subList(i, Math.min(lines.size(), i + size)));
        }
        return chunks;
    }

    /** By identity: the same command may stand at two places. */
    private static List<ScriptLine> without(List<ScriptLine> lines, List<List<ScriptLine>> chunks) {
        List<ScriptLine> kept = new ArrayList<>();
        for (ScriptLine line : lines) {
            if (chunks.stream().flatMap(List::stream).noneMatch(left -> left == line)) {
                kept.add(line);
            }
        }
        return kept;
    }
}
