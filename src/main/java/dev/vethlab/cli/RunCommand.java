package dev.vethlab.cli;

import dev.vethlab.verify.recording.Recording.CommandRecord;
import dev.vethlab.verify.simulated.SimulatedRun;
import java.io.IOException;
import java.util.List;

/** {@code run SCRIPT}: prints what the commands of a script print on a fresh simulated machine. */
final class RunCommand {

    static final String USAGE = "usage: run SCRIPT|-";

    private RunCommand() {}

    /** Returns the exit code of the last command. */
    static int run(List<String> arguments, Terminal terminal) throws UsageException, IOException {
        if (arguments.size() != 1) {
            throw new UsageException(USAGE);
        }
        int exitCode = 0;
        for (CommandRecord command :
                SimulatedRun.of(ScriptFiles.read(arguments.get(0), terminal)).commands()) {
            terminal.out().print(command.stdout());
            terminal.out().flush();
            terminal.err().print(command.stderr());
            terminal.err().flush();
            exitCode = command.exitCode();
        }
        return exitCode;
    }
}
