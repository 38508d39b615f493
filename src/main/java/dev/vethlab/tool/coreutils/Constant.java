package dev.vethlab.tool.coreutils;

import dev.vethlab.tool.Process;
import dev.vethlab.tool.Program;
import java.util.List;

/** {@code true} and {@code false}: a program that does nothing. */
public record Constant(String name, int code) implements Program {

    @Override
    public int run(Process process, List<String> arguments) {
        return code;
    }
}
