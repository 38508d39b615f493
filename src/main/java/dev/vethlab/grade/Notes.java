package dev.vethlab.grade;

import dev.vethlab.lab.CommandResult;

/** What is worth telling of the commands of a submission. */
final class Notes {

    private static final int COMMAND_NOT_FOUND = 127;
    private static final int MOST_CHARACTERS = 300;

    private Notes() {}

    /** Whether a command could not do what it does on Linux because it is not simulated. */
    static boolean isNotSimulated(CommandResult result) {
        return !result.succeeded()
                && (result.exitCode() == COMMAND_NOT_FOUND || result.stderr().contains("not simulated"));
    }

    /** A line about a command that failed. */
    static String failed(int line, CommandResult result) {
        String words = (result.stderr().isBlank() ? result.stdout() : result.stderr()).strip();
        String kind = isNotSimulated(result) ? " is not simulated" : " failed";
        return "line " + line + kind + " (exit code " + result.exitCode() + "): " + shortened(result.command())
                + (words.isEmpty() ? "" : ": " + shortened(words.replace('\n', ' ')));
    }

    static String shortened(String text) {
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "...";
    }
}
