package dev.vethlab.verify;

import dev.vethlab.verify.normal.Difference;
import dev.vethlab.verify.normal.Part;
import java.util.List;

/** What comparing a script on both kernels came to. */
public sealed interface Verdict {

    /** No difference. */
    record Agrees() implements Verdict {}

    /**
     * The kernel does the same every time, and no run of the simulator does all of that.
     *
     * @param differences those of the run that was nearest to the kernel's first
     */
    record Differs(List<Difference> differences) implements Verdict {}

    /**
     * The kernel does not do the same every time, and in what it does each time a run of the simulator did the same at least once.
     *
     * @param parts where the run that was nearest to the kernel's first differs from it
     */
    record Unstable(List<Part> parts) implements Verdict {}

    /**
     * The script could not be run.
     *
     * @param reason in a few words
     */
    record Failed(String reason) implements Verdict {}
}
