package dev.vethlab.tool.sysctl;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.sysctl.SysctlDirectory;
import dev.vethlab.kernel.sysctl.SysctlNode;
import dev.vethlab.tool.Process;

/** Finds settings by path, and says what {@code sysctl} says where there is none. */
final class SettingNodes {

    private SettingNodes() {}

    /** {@code stat} of a path below /proc/sys. */
    static SysctlNode find(Process process, String path) throws KernelException {
        SysctlNode node = process.namespace().sysctls().root();
        for (String part : path.split("/", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            if (!(node instanceof SysctlDirectory directory)) {
                throw new KernelException(Errno.ENOTDIR);
            }
            node = directory.child(part).orElseThrow(() -> new KernelException(Errno.ENOENT));
        }
        return node;
    }

    static int complain(Process process, SysctlOptions options, String path, KernelException refusal) {
        if (options.ignore) {
            return 0;
        }
        process.refused(refusal);
        process.err(
                "sysctl: cannot stat /proc/sys/" + path + ": " + refusal.errno().words() + "\n");
        return 1;
    }
}
