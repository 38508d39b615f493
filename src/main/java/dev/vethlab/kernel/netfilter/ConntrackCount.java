package dev.vethlab.kernel.netfilter;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.netfilter.conntrack.ConnectionTable;
import dev.vethlab.kernel.sysctl.SysctlFile;

/** {@code net.netfilter.nf_conntrack_count}. */
record ConntrackCount(ConnectionTable table) implements SysctlFile {

    private static final int READ_ONLY = 0444;

    @Override
    public String read() {
        return Integer.toString(table.count());
    }

    @Override
    public void write(String text) throws KernelException {
        throw new KernelException(Errno.EACCES);
    }

    @Override
    public int mode() {
        return READ_ONLY;
    }
}
