package dev.vethlab.kernel.sysctl;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;

/** A file whose value belongs to no device. */
record TableFile(NetSysctls sysctls, SysctlSpec spec) implements SysctlFile {

    @Override
    public String read() throws KernelException {
        if ((mode() & 0400) == 0) {
            throw new KernelException(Errno.EACCES);
        }
        return sysctls.read(spec);
    }

    @Override
    public void write(String text) throws KernelException {
        if ((mode() & 0200) == 0) {
            throw new KernelException(Errno.EACCES);
        }
        if (!text.isEmpty()) {
            sysctls.write(spec, text);
        }
    }

    @Override
    public int mode() {
        return spec.mode();
    }
}
