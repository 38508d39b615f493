package dev.vethlab.lab;

import dev.vethlab.kernel.errno.KernelException;
import java.util.Optional;

/**
 * What a command line did.
 *
 * @param refusal the kernel's refusal that the command reported, where there was one
 */
public record CommandResult(
        String command, int exitCode, String stdout, String stderr, Optional<KernelException> refusal) {

    public boolean succeeded() {
        return exitCode == 0;
    }
}
