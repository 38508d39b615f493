package dev.vethlab.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A command of the program. */
public enum Command {
    /** Compares labs with the kernel of this machine. */
    VERIFY {
        @Override
        int execute(List<String> arguments, Terminal terminal)
                throws UsageException, IOException, InterruptedException {
            return new VerifyCommand(terminal).run(VerifyOptions.read(arguments));
        }
    },
    /** Grades submissions by a rubric. */
    GRADE {
        @Override
        int execute(List<String> arguments, Terminal terminal) throws UsageException, IOException {
            return GradeCommand.run(arguments, terminal);
        }
    },
    /** Runs a script on a fresh simulated machine. */
    RUN {
        @Override
        int execute(List<String> arguments, Terminal terminal) throws UsageException, IOException {
            return RunCommand.run(arguments, terminal);
        }
    };

    private static final int WRONG_USAGE = 2;

    /** The command that arguments begin with, if they do. */
    public static Optional<Command> named(String... arguments) {
        return Arrays.stream(values())
                .filter(command -> arguments.length > 0 && command.word().equals(arguments[0]))
                .findFirst();
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Runs the command to its end.
     *
     * @param arguments those of the program, the command itself first
     * @return the exit code
     */
    public int run(String[] arguments, Terminal terminal) {
        try {
            return execute(Arrays.asList(arguments).subList(1, arguments.length), terminal);
        } catch (UsageException wrong) {
            terminal.err().println(wrong.getMessage());
        } catch (IOException unreadable) {
            terminal.err().println(word() + ": " + unreadable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            terminal.err().println(word() + ": interrupted");
        }
        return WRONG_USAGE;
    }

    abstract int execute(List<String> arguments, Terminal terminal)
            throws UsageException, IOException, InterruptedException;
}
