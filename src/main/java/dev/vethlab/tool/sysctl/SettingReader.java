package dev.vethlab.tool.sysctl;

import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.sysctl.SysctlDirectory;
import dev.vethlab.kernel.sysctl.SysctlFile;
import dev.vethlab.kernel.sysctl.SysctlNode;
import dev.vethlab.tool.Process;
import java.util.Optional;
import java.util.Set;

/** Shows settings ({@code ReadSetting}, {@code DisplayAll}). */
final class SettingReader {

    private static final Set<String> DEPRECATED = Set.of("base_reachable_time", "retrans_time");

    private final Process process;
    private final SysctlOptions options;

    SettingReader(Process process, SysctlOptions options) {
        this.process = process;
        this.options = options;
    }

    int readAll() {
        showDirectory(process.namespace().sysctls().root(), "");
        return 0;
    }

    /** Shows a key, or everything below it; the exit code. */
    int read(String key) {
        String path = KeyPath.of(key, process);
        try {
            SysctlNode node = SettingNodes.find(process, path);
            if (node instanceof SysctlDirectory directory) {
                showDirectory(directory, path + "/");
                return 0;
            }
            return node instanceof SysctlFile file ? show(file, path) : 0;
        } catch (KernelException refusal) {
            return SettingNodes.complain(process, options, path, refusal);
        }
    }

    /** What cannot be read is passed over. */
    private void showDirectory(SysctlDirectory directory, String path) {
        for (String name : directory.names()) {
            Optional<SysctlNode> child = directory.child(name);
            if (child.isPresent() && child.get() instanceof SysctlDirectory below) {
                showDirectory(below, path + name + "/");
            } else if (child.isPresent()
                    && child.get() instanceof SysctlFile file
                    && (options.deprecated || !DEPRECATED.contains(name))) {
                // The path becomes a name twice: to be matched, and to be shown.
                KeyPath.complainOfRepetition(path + name, process);
                KeyPath.complainOfRepetition(path + name, process);
                show(file, path + name);
            }
        }
    }

    private int show(SysctlFile file, String path) {
        String key = KeyPath.dotted(path);
        if ((file.mode() & 0400) == 0 || !options.matches(key)) {
            return 0;
        }
        if (options.names) {
            process.out(key + "\n");
            return 0;
        }
        try {
            String value = file.read();
            if (options.binary) {
                process.out(value);
            } else {
                process.out(options.values ? value + "\n" : key + " = " + value + "\n");
            }
            return 0;
        } catch (KernelException unreadable) {
            return 1;
        }
    }
}
