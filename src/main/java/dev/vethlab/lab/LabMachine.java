package dev.vethlab.lab;

import dev.vethlab.kernel.Kernel;
import java.util.List;
import java.util.Optional;

/** A booted kernel with a command line, and the ping runs made on it. */
final class LabMachine {

    static LabMachine boot(LabSettings settings, LabLimits limits) {
        throw new UnsupportedOperationException("waits for the command line: " + settings + limits);
    }

    Kernel kernel() {
        throw new UnsupportedOperationException();
    }

    Optional<PingRun> pingRun(String id) {
        throw new UnsupportedOperationException(id);
    }

    List<PingRun> pingRuns() {
        throw new UnsupportedOperationException();
    }

    int apply(Operation operation) {
        throw new UnsupportedOperationException(operation.shell());
    }

    CommandResult run(String line) {
        throw new UnsupportedOperationException(line);
    }

    PingRun ping(Operation.Ping operation) {
        throw new UnsupportedOperationException(operation.shell());
    }

    List<TracedPacket> packetsAfter(long number) {
        throw new UnsupportedOperationException("" + number);
    }
}
