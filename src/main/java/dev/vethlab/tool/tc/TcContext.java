package dev.vethlab.tool.tc;

import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.IpOptions;
import dev.vethlab.tool.ip.grammar.Output;

/**
 * What a command of {@code tc} works with.
 *
 * @param ip where it acts and writes, as for {@code ip}
 * @param raw {@code -raw}: numbers of the kernel as they are
 */
record TcContext(IpContext ip, boolean raw) {

    Output output() {
        return ip.output();
    }

    IpOptions options() {
        return ip.options();
    }

    NetNamespace net() {
        return ip.namespace().net();
    }

    /** A request to the kernel. */
    @FunctionalInterface
    interface Request<T> {
        T send() throws KernelException;
    }

    /** Asks the kernel; a refusal ends the program, with some more words behind it. */
    <T> T ask(String more, Request<T> request) {
        try {
            return request.send();
        } catch (KernelException refusal) {
            ip.process().refused(refusal);
            throw ExitException.err(ExitException.REFUSED, ExitException.words(refusal) + more);
        }
    }

    /** The index of a device; ends the program where there is none. */
    int device(String name) {
        return ip.devices().require(name);
    }

    /** A complaint about words, after which the program ends with 1, as functions that read options do. */
    static ExitException complaint(String words) {
        return ExitException.err(ExitException.FAILURE, words);
    }
}
