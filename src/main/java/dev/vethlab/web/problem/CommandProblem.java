package dev.vethlab.web.problem;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.lab.CommandResult;
import java.util.Optional;

/** A command of the lab that failed, as a problem: a conflict, something missing, or a refusal. */
final class CommandProblem {

    private CommandProblem() {}

    static ProblemException of(CommandResult result) {
        Optional<Errno> errno = result.refusal().map(KernelException::errno);
        String words = result.stderr().isBlank()
                ? result.stdout().strip()
                : result.stderr().strip();
        ProblemException problem = new ProblemException(
                        errno.map(CommandProblem::kindOf).orElse(ProblemKind.REFUSED), words)
                .with("command", result.command());
        errno.ifPresent(number -> problem.with("errno", number.name()));
        return problem;
    }

    private static ProblemKind kindOf(Errno errno) {
        return switch (errno) {
            case EEXIST, EBUSY, EADDRINUSE -> ProblemKind.CONFLICT;
            default -> ProblemKind.REFUSED;
        };
    }
}
