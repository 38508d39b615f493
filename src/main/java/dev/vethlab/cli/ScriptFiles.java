package dev.vethlab.cli;

import dev.vethlab.verify.script.Script;
import dev.vethlab.verify.script.ScriptException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Scripts named on the command line. */
final class ScriptFiles {

    private ScriptFiles() {}

    /** Reads a file, or standard input where the name is {@code -}. */
    static Script read(String name, Terminal terminal) throws UsageException, IOException {
        String text = name.equals("-")
                ? new String(terminal.in().readAllBytes(), StandardCharsets.UTF_8)
                : Files.readString(Path.of(name));
        try {
            return Script.parse(text);
        } catch (ScriptException refused) {
            throw new UsageException(name + ": " + refused.getMessage());
        }
    }
}
