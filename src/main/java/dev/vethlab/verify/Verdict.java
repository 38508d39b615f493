package dev.vethlab.verify;

import dev.vethlab.verify.normal.Difference;
import dev.vethlab.verify.normal.Part;
import java.util.List;

/** What comparing a script on both kernels came to. */
public sealed interface Verdict {

    /** No difference. */
    record Agrees() implements Verdict {}

    /**
     * The kernel does the same every time, and the simulator something else.
     *
     * @param differences those of the first run
     */
    record Differs(List<Difference> differences) implements Verdict {}

    /**
     * The kernel does not do the same every time, and where it does, the simulator does it too.
     *
     * @param parts those that differ between runs of the same script
     */
    record Unstable(List<Part> parts) implements Verdict {}

    /**
     * The script could not be run.
     *
     * @param reason in a few words
     */
    record Failed(String reason) implements Verdict {}
}
