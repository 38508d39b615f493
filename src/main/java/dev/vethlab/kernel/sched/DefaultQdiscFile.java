package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.sysctl.SysctlFile;

/** {@code net.core.default_qdisc}, which there is in the first namespace alone and which counts for all ({@code set_default_qdisc}). */
final class DefaultQdiscFile implements SysctlFile {

    private final NetNamespace net;

    DefaultQdiscFile(NetNamespace net) {
        this.net = net;
    }

    @Override
    public String read() {
        return DefaultQdisc.of(net).kind();
    }

    @Override
    public void write(String text) throws KernelException {
        String word = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        if (!DefaultQdisc.of(net).set(word)) {
            throw new KernelException(Errno.ENOENT);
        }
        net.machine().changed();
    }
}
