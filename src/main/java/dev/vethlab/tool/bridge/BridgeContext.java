package dev.vethlab.tool.bridge;

import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Output;

/**
 * What a command of {@code bridge} works with.
 *
 * @param ip where it acts and writes, as for {@code ip}
 * @param compressVlans {@code -compressvlans}: ranges of VLANs in one line
 */
record BridgeContext(IpContext ip, boolean compressVlans) {

    Output output() {
        return ip.output();
    }

    NetNamespace net() {
        return ip.namespace().net();
    }

    /** A request to the kernel. */
    @FunctionalInterface
    interface Request<T> {
        T send() throws KernelException;
    }

    /** Asks the kernel; a refusal ends the program with {@code code}. */
    <T> T ask(int code, Request<T> request) {
        try {
            return request.send();
        } catch (KernelException refusal) {
            ip.process().refused(refusal);
            throw ExitException.err(code, ExitException.words(refusal));
        }
    }

    /** The index of a device that must be there. */
    int require(String name, String complaint) {
        int index = ip.devices().indexOf(name);
        if (index == 0) {
            throw ExitException.returned(complaint + " \"" + name + "\"\n");
        }
        return index;
    }

    /** {@code atoi}: the number that a word begins with, 0 where there is none. */
    static int leadingNumber(String word) {
        int end = word.startsWith("-") ? 1 : 0;
        while (end < word.length() && Character.digit(word.charAt(end), 10) >= 0) {
            end++;
        }
        String digits = word.substring(0, end);
        return digits.isEmpty() || digits.equals("-") || digits.length() > 10 ? 0 : (int) Long.parseLong(digits);
    }
}
