package dev.vethlab.explain.diagnosis;

import java.util.function.Consumer;

/** Thinks of changes of one kind that may cure a failure. */
@FunctionalInterface
interface Remedy {

    void propose(Failure failure, Consumer<Change> proposals);
}
