package dev.vethlab.tool.sysctl;

import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.sysctl.SysctlFile;
import dev.vethlab.kernel.sysctl.SysctlNode;
import dev.vethlab.tool.Process;

/** Writes settings ({@code parse_setting_line}, {@code write_setting}). */
final class SettingWriter {

    private final Process process;
    private final SysctlOptions options;

    SettingWriter(Process process, SysctlOptions options) {
        this.process = process;
        this.options = options;
    }

    /** Does what {@code key=value} says; the exit code. */
    int write(String word) {
        String line = word.strip();
        if (line.length() < 2 || line.startsWith("#") || line.startsWith(";")) {
            return 1;
        }
        int equals = line.indexOf('=');
        if (equals < 0) {
            process.err("sysctl: command line(0): invalid syntax, continuing...\n");
            return 1;
        }
        String key = line.substring(0, equals).strip();
        String value = line.substring(equals + 1).strip();
        boolean ignoreErrors = key.startsWith("-");
        return write(ignoreErrors ? key.substring(1) : key, value);
    }

    private int write(String key, String value) {
        String path = KeyPath.of(key, process);
        if (path.isEmpty()) {
            process.err("sysctl: Path is not under /proc/sys/: /proc/sys/\n");
            return 1;
        }
        String shown = KeyPath.dotted(path);
        if (!options.matches(shown)) {
            return 1;
        }
        try {
            SysctlNode node = SettingNodes.find(process, path);
            if (!(node instanceof SysctlFile file) || (file.mode() & 0200) == 0) {
                // Nothing was tried: the words are those of an older error number, and the exit code stays 0.
                process.err("sysctl: setting key \"" + shown + "\": Invalid argument\n");
                return 0;
            }
            return write(file, shown, value);
        } catch (KernelException missing) {
            return SettingNodes.complain(process, options, path, missing);
        }
    }

    private int write(SysctlFile file, String key, String value) {
        if (!options.dryRun) {
            try {
                file.write(value + "\n");
            } catch (KernelException refusal) {
                process.refused(refusal);
                process.err("sysctl: setting key \"" + key + "\": "
                        + refusal.errno().words() + "\n");
                return 1;
            }
        }
        if (!options.quiet) {
            show(key, value);
        }
        return 0;
    }

    private void show(String key, String value) {
        if (options.binary) {
            process.out(value);
        } else {
            process.out(options.values || options.names ? value + "\n" : key + " = " + value + "\n");
        }
    }
}
