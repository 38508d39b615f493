package dev.vethlab.tool.ip.grammar;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.tool.Process;

/**
 * What a command of {@code ip} works with.
 *
 * @param namespace where it acts: the process's, or what {@code -netns} says
 * @param devices the names and indexes of devices, as iproute2 looks them up
 */
public record IpContext(Process process, Namespace namespace, IpOptions options, Output output, DeviceNames devices) {

    public IpContext(Process process, Namespace namespace, IpOptions options, Output output) {
        this(process, namespace, options, output, new DeviceNames(namespace));
    }

    public Kernel kernel() {
        return process.kernel();
    }

    /** Writes to standard error. */
    public void err(CharSequence text) {
        process.err(text);
    }

    /** The kernel refused a request: notes it, and gives what to throw. */
    public ExitException refused(KernelException refusal) {
        process.refused(refusal);
        return ExitException.refused(refusal);
    }
}
