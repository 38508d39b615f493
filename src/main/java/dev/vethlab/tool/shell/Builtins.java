package dev.vethlab.tool.shell;

import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.tool.Activity;
import dev.vethlab.tool.Process;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What the shell itself does: {@code jobs}, {@code kill}, {@code wait}; and {@code pkill} and {@code pgrep}, which need its processes. */
final class Builtins {

    private static final Set<String> NAMES = Set.of("jobs", "kill", "wait", "pkill", "pgrep");
    private static final List<String> SIGNALS = List.of(
            "EXIT", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE",
            "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP");
    private static final int CONTINUE = 18;
    private static final String KILL_USAGE =
            "kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n";
    private static final int NOT_A_CHILD = 127;

    private final Jobs jobs;
    private final String prefix;

    Builtins(Jobs jobs, String prefix) {
        this.jobs = jobs;
        this.prefix = prefix;
    }

    static boolean has(String name) {
        return NAMES.contains(name);
    }

    int run(Process process, String name, List<String> arguments) {
        return switch (name) {
            case "jobs" -> list(process);
            case "kill" -> kill(process, arguments);
            case "wait" -> await(process, arguments);
            default -> byName(process, name, arguments);
        };
    }

    private int list(Process process) {
        List<Job> running = jobs.running();
        for (int i = 0; i < running.size(); i++) {
            Job job = running.get(i);
            char mark = i == running.size() - 1 ? '+' : i == running.size() - 2 ? '-' : ' ';
            process.out(String.format("[%d]%c  %-24s%s &\n", job.number(), mark, "Running", job.text()));
        }
        return 0;
    }

    private int kill(Process process, List<String> arguments) {
        int signal = Activity.TERMINATED;
        int at = 0;
        if (!arguments.isEmpty()
                && arguments.get(0).startsWith("-")
                && arguments.get(0).length() > 1) {
            String word = arguments.get(0);
            at = 1;
            if ((word.equals("-s") || word.equals("-n")) && arguments.size() > 1) {
                word = "-" + arguments.get(1);
                at = 2;
            }
            signal = signal(word.substring(1));
            if (signal < 0) {
                process.err(prefix + "kill: " + word.substring(1) + ": invalid signal specification\n");
                return 1;
            }
        }
        if (at == arguments.size()) {
            process.err(KILL_USAGE);
            return 2;
        }
        int code = 0;
        for (String word : arguments.subList(at, arguments.size())) {
            code = kill(process, word, signal) ? code : 1;
        }
        return code;
    }

    private boolean kill(Process process, String word, int signal) {
        Optional<Job> job;
        if (word.startsWith("%")) {
            job = jobs.bySpecification(word);
            if (job.isEmpty()) {
                process.err(prefix + "kill: " + word + ": no such job\n");
                return false;
            }
        } else if (word.matches("[0-9]{1,9}")) {
            job = jobs.byProcess(Integer.parseInt(word))
                    .filter(found -> !found.activity().hasEnded());
            if (job.isEmpty()) {
                process.err(prefix + "kill: (" + word + ") - No such process\n");
                return false;
            }
        } else {
            process.err(prefix + "kill: " + word + ": arguments must be process or job IDs\n");
            return false;
        }
        send(process, job.get(), signal);
        return true;
    }

    private static void send(Process process, Job job, int signal) {
        if (signal != 0 && signal != CONTINUE) {
            job.activity().signal(signal);
            process.kernel().machine().changed();
        }
    }

    private static int signal(String word) {
        if (word.matches("[0-9]{1,2}")) {
            return Integer.parseInt(word);
        }
        return SIGNALS.indexOf(word.startsWith("SIG") ? word.substring(3) : word);
    }

    private int await(Process process, List<String> arguments) {
        if (arguments.isEmpty()) {
            awaitAll(process, jobs.running());
            return 0;
        }
        int code = 0;
        for (String word : arguments) {
            boolean specification = word.startsWith("%");
            Optional<Job> job = specification
                    ? jobs.bySpecification(word)
                    : word.matches("[0-9]{1,9}") ? jobs.byProcess(Integer.parseInt(word)) : Optional.empty();
            if (job.isEmpty()) {
                String reason =
                        specification ? word + ": no such job" : "pid " + word + " is not a child of this shell";
                process.err(prefix + "wait: " + reason + "\n");
                code = NOT_A_CHILD;
            } else {
                awaitAll(process, List.of(job.get()));
                code = job.get().activity().exitCode();
            }
        }
        return code;
    }

    private static void awaitAll(Process process, List<Job> awaited) {
        Machine machine = process.kernel().machine();
        boolean over = machine.runUntil(
                machine.nowNs() + dev.vethlab.tool.Service.LONGEST_WAIT_NS,
                () -> awaited.stream().allMatch(job -> job.activity().hasEnded()));
        if (!over) {
            process.err("lab: a day has passed, and not all of them have ended\n");
        }
    }

    /** {@code pkill} and {@code pgrep} with the options {@code -f}, {@code -x} and a signal. */
    private int byName(Process process, String name, List<String> arguments) {
        int signal = Activity.TERMINATED;
        boolean full = false;
        boolean exact = false;
        String pattern = null;
        for (String word : arguments) {
            if (word.equals("-f")) {
                full = true;
            } else if (word.equals("-x")) {
                exact = true;
            } else if (word.startsWith("-") && name.equals("pkill") && signal(word.substring(1)) >= 0) {
                signal = signal(word.substring(1));
            } else if (word.startsWith("-")) {
                process.err(name + ": the option " + word + " is not simulated\n");
                return 2;
            } else {
                pattern = word;
            }
        }
        if (pattern == null) {
            process.err(name + ": no matching criteria specified\nTry `" + name + " --help' for more information.\n");
            return 2;
        }
        try {
            return select(process, name, Pattern.compile(exact ? "^(" + pattern + ")$" : pattern), full, signal);
        } catch (PatternSyntaxException wrong) {
            process.err(name + ": " + wrong.getDescription() + "\n");
            return 2;
        }
    }

    private int select(Process process, String name, Pattern pattern, boolean full, int signal) {
        int code = 1;
        for (Job job : jobs.running()) {
            if (pattern.matcher(full ? job.text() : job.program()).find()) {
                code = 0;
                if (name.equals("pkill")) {
                    send(process, job, signal);
                } else {
                    process.out(job.processId() + "\n");
                }
            }
        }
        return code;
    }
}
