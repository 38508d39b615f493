package dev.vethlab.tool.sysctl;

import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.tool.Process;
import dev.vethlab.tool.Program;
import dev.vethlab.tool.files.LabFiles;
import java.util.List;

/** The program {@code sysctl}. */
public final class Sysctl implements Program {

    @Override
    public String name() {
        return "sysctl";
    }

    @Override
    public int run(Process process, List<String> arguments) {
        SysctlOptions options = SysctlOptions.read(arguments);
        if (options.complaint.isPresent()) {
            process.err("sysctl: " + options.complaint.get() + "\n");
            process.out(SysctlUsage.TEXT);
            return 0;
        }
        if (arguments.isEmpty()) {
            process.err(SysctlUsage.TEXT);
            return 1;
        }
        return switch (options.task) {
            case HELP -> {
                process.out(SysctlUsage.TEXT);
                yield 0;
            }
            case VERSION -> {
                process.out("sysctl from procps-ng 4.0.2\n");
                yield 0;
            }
            case LIST_ALL -> new SettingReader(process, options).readAll();
            case LOAD -> load(process, options);
            case LOAD_SYSTEM -> {
                process.err("sysctl: --system is not simulated: a lab has no configuration files\n");
                yield 1;
            }
            case KEYS -> keys(process, options);
        };
    }

    private static int load(Process process, SysctlOptions options) {
        int code = 0;
        for (String file : options.operands) {
            try {
                SettingWriter writer = new SettingWriter(process, options);
                for (String line :
                        new LabFiles(process.namespace()).open(file).read().split("\n", -1)) {
                    if (!line.isBlank()) {
                        code |= writer.write(line);
                    }
                }
            } catch (KernelException refusal) {
                process.err("sysctl: cannot open \"" + file + "\": "
                        + refusal.errno().words() + "\n");
                code = 1;
            }
        }
        return code;
    }

    private static int keys(Process process, SysctlOptions options) {
        if (options.operands.isEmpty()) {
            process.err("sysctl: no variables specified\nTry `sysctl --help' for more information.\n");
            return 1;
        }
        SettingReader reader = new SettingReader(process, options);
        SettingWriter writer = new SettingWriter(process, options);
        int code = 0;
        for (String operand : options.operands) {
            if (options.write || operand.indexOf('=') >= 0) {
                code |= writer.write(operand);
            } else if (operand.isEmpty()) {
                process.err("sysctl: \"\" is an unknown key\n");
                code = 255;
            } else {
                code += reader.read(operand);
            }
        }
        return code & 0xff;
    }
}
