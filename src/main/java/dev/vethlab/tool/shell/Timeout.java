package dev.vethlab.tool.shell;

import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.machine.Timer;
import dev.vethlab.tool.Activity;
import dev.vethlab.tool.Process;
import java.util.List;

/**
 * {@code timeout}: runs a program for a limited time. A program in the foreground is stopped wherever it waits, as by SIGTERM.
 */
final class Timeout {

    private static final int TIMED_OUT = 124;
    private static final int WRONG = 125;
    private static final int NOT_FOUND = 127;
    private static final int KILLED = 137;
    private static final String HINT = "Try 'timeout --help' for more information.\n";

    private static final class Expired extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Timeout owner;

        Expired(Timeout owner) {
            super(null, null, false, false);
            this.owner = owner;
        }
    }

    private final Shell shell;
    private int signal = Activity.TERMINATED;
    private boolean preservesStatus;

    Timeout(Shell shell) {
        this.shell = shell;
    }

    int run(Process process, List<String> arguments) {
        int at = 0;
        while (at < arguments.size() && arguments.get(at).startsWith("-")) {
            String word = arguments.get(at);
            if (word.equals("-s") && at + 1 < arguments.size() || word.startsWith("--signal=")) {
                String name = word.equals("-s") ? arguments.get(++at) : word.substring("--signal=".length());
                if (!List.of("TERM", "SIGTERM", "15", "KILL", "SIGKILL", "9").contains(name)) {
                    process.err("timeout: the signal " + name + " is not simulated\n");
                    return WRONG;
                }
                signal = name.contains("KILL") || name.equals("9") ? Activity.KILLED : Activity.TERMINATED;
            } else if (word.equals("-k") && at + 1 < arguments.size()) {
                at++;
            } else if (word.equals("--preserve-status")) {
                preservesStatus = true;
            } else if (!word.equals("--foreground") && !word.startsWith("--kill-after=")) {
                process.err("timeout: the option " + word + " is not simulated\n");
                return WRONG;
            }
            at++;
        }
        if (arguments.size() - at < 2) {
            process.err((arguments.size() - at == 0
                            ? "timeout: missing operand\n"
                            : "timeout: missing operand after ‘" + arguments.get(at) + "’\n")
                    + HINT);
            return WRONG;
        }
        long durationNs = durationNs(arguments.get(at));
        if (durationNs < 0) {
            process.err("timeout: invalid time interval ‘" + arguments.get(at) + "’\n" + HINT);
            return WRONG;
        }
        return run(process, durationNs, arguments.subList(at + 1, arguments.size()));
    }

    private static long durationNs(String word) {
        String number = word.replaceFirst("[smhd]$", "");
        long unit = switch (number.equals(word) ? 's' : word.charAt(word.length() - 1)) {
            case 'm' -> 60;
            case 'h' -> 3_600;
            case 'd' -> 86_400;
            default -> 1;
        };
        boolean valid = number.matches("[0-9]{1,9}(\\.[0-9]*)?|\\.[0-9]+");
        return valid ? (long) (Double.parseDouble(number) * unit * 1e9) : -1;
    }

    private int run(Process process, long durationNs, List<String> words) {
        if (!process.hasProgram(words.get(0))) {
            process.err("timeout: failed to run command ‘" + words.get(0) + "’: No such file or directory\n");
            return NOT_FOUND;
        }
        Machine machine = process.kernel().machine();
        if (durationNs == 0) {
            return shell.execute(process, words, "");
        }
        Launch launch = process instanceof ShellProcess own ? own.launch() : null;
        if (launch != null) {
            int code = shell.execute(process, words, "");
            Activity started = launch.activity;
            if (started != null) {
                machine.schedule(durationNs, () -> started.signal(signal));
            }
            return code;
        }
        Timer timer = machine.schedule(durationNs, () -> {
            throw new Expired(this);
        });
        try {
            return shell.execute(process, words, "");
        } catch (Expired expired) {
            if (expired.owner != this) {
                throw expired;
            }
            boolean plain = signal == Activity.TERMINATED && !preservesStatus;
            return plain ? TIMED_OUT : signal == Activity.KILLED ? KILLED : 128 + signal;
        } finally {
            timer.cancel();
        }
    }
}
