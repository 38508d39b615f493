package dev.vethlab.tool.brctl;

import dev.vethlab.tool.Process;
import dev.vethlab.tool.Program;
import dev.vethlab.tool.getopt.Getopt;
import java.util.List;
import java.util.Map;

/** The program {@code brctl}. */
public final class Brctl implements Program {

    private static final String VERSION = "bridge-utils, 1.7\n";

    @Override
    public String name() {
        return "brctl";
    }

    @Override
    public int run(Process process, List<String> words) {
        Getopt getopt = new Getopt("brctl", words, "Vh", Map.of("help", 'h', "version", 'V'));
        int letter = getopt.next();
        switch (letter) {
            case 'h' -> {
                process.out(usage());
                return 0;
            }
            case 'V' -> {
                process.out(VERSION);
                return 0;
            }
            case Getopt.END -> {
                return command(process, getopt.operands());
            }
            default -> {
                process.err(getopt.complaints() + "Unknown option '?'\n");
                process.out(usage());
                return 1;
            }
        }
    }

    private static int command(Process process, List<String> words) {
        if (words.isEmpty()) {
            process.out(usage());
            return 1;
        }
        String word = words.get(0);
        for (BrctlCommand command : BrctlCommand.values()) {
            if (command.word().equals(word)) {
                return run(process, command, words.subList(1, words.size()));
            }
        }
        process.err("never heard of command [" + word + "]\n");
        process.out(usage());
        return 1;
    }

    private static int run(Process process, BrctlCommand command, List<String> arguments) {
        if (arguments.size() < command.least()) {
            process.out("Incorrect number of arguments for command\nUsage: brctl " + command.word() + " "
                    + command.help() + "\n");
            return 1;
        }
        try {
            BrctlShow show = new BrctlShow(process);
            switch (command) {
                case SHOW -> {
                    return show.show(arguments);
                }
                case SHOWMACS -> show.showMacs(arguments.get(0));
                case SHOWSTP -> show.showStp(arguments.get(0));
                default -> new BrctlChange(process).run(command, arguments);
            }
            return 0;
        } catch (BrctlException failure) {
            process.err(failure.getMessage() + "\n");
            return 1;
        }
    }

    private static String usage() {
        StringBuilder text = new StringBuilder("Usage: brctl [commands]\ncommands:\n");
        for (BrctlCommand command : BrctlCommand.values()) {
            text.append(String.format("\t%-10s\t%s%n", command.word(), command.help()));
        }
        return text.toString();
    }
}
