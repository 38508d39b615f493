package dev.vethlab.tool.arping;

import dev.vethlab.tool.Process;
import dev.vethlab.tool.Program;
import java.util.List;

/** The program {@code arping}. */
public final class Arping implements Program {

    @Override
    public String name() {
        return "arping";
    }

    @Override
    public int run(Process process, List<String> arguments) {
        try {
            ArpingOptions options = ArpingOptions.read(arguments);
            return new ArpingRun(process, options, ArpingSetup.of(process, options)).run();
        } catch (Quit quit) {
            process.out(quit.out());
            process.err(quit.err());
            return quit.code();
        }
    }
}
