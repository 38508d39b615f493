package dev.vethlab.tool.coreutils;

import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.tool.Process;
import dev.vethlab.tool.Program;
import dev.vethlab.tool.files.LabFiles;
import java.util.ArrayList;
import java.util.List;

/** {@code cat} with its option {@code -n}. */
public final class Cat implements Program {

    @Override
    public String name() {
        return "cat";
    }

    @Override
    public int run(Process process, List<String> arguments) {
        boolean numbered = false;
        List<String> files = new ArrayList<>();
        boolean ended = false;
        for (String word : arguments) {
            if (ended || !word.startsWith("-") || word.equals("-")) {
                files.add(word);
            } else if (word.equals("--")) {
                ended = true;
            } else if (word.equals("-n") || word.equals("--number")) {
                numbered = true;
            } else if (!word.equals("-u")) {
                return complain(process, word);
            }
        }
        Lines lines = new Lines(process, numbered);
        int code = 0;
        for (String file : files.isEmpty() ? List.of("-") : files) {
            try {
                lines.print(
                        file.equals("-")
                                ? process.input()
                                : new LabFiles(process.namespace()).open(file).read());
            } catch (KernelException refusal) {
                process.err("cat: " + file + ": " + refusal.errno().words() + "\n");
                code = 1;
            }
        }
        return code;
    }

    private static int complain(Process process, String word) {
        String known = "AbeEnstTuv";
        if (word.startsWith("--")) {
            process.err("cat: unrecognized option '" + word + "'\n");
        } else if (known.indexOf(word.charAt(1)) >= 0) {
            process.err("cat: option '" + word + "' is not simulated\n");
            return 1;
        } else {
            process.err("cat: invalid option -- '" + word.charAt(1) + "'\n");
        }
        process.err("Try 'cat --help' for more information.\n");
        return 1;
    }

    private static final class Lines {

        private final Process process;
        private final boolean numbered;
        private int number = 1;

        Lines(Process process, boolean numbered) {
            this.process = process;
            this.numbered = numbered;
        }

        void print(String text) {
            if (!numbered) {
                process.out(text);
                return;
            }
            for (String line : text.split("(?<=\n)", -1)) {
                if (!line.isEmpty()) {
                    process.out("%6d\t%s".formatted(number++, line));
                }
            }
        }
    }
}
