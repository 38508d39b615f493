package dev.vethlab.conformance;

import dev.vethlab.kernel.Kernel;

/** The shell of the project, on a kernel. */
final class SimulatedShell {

    private SimulatedShell() {}

    static CommandLine on(Kernel kernel) {
        return line -> new CommandLine.Result(127, "", line + kernel);
    }
}
