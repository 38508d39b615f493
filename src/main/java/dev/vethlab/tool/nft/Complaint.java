package dev.vethlab.tool.nft;

/** A complaint as it is printed: the words, the line, and marks under what is meant ({@code erec.c}). */
final class Complaint {

    private Complaint() {}

    /** @param file the name of the file that was read; empty for the command line */
    static String text(SyntaxException complaint, String input, String file) {
        Span first = complaint.marks().get(0);
        String[] lines = input.split("\n", -1);
        String line = first.line() < lines.length ? lines[first.line()] : "";
        StringBuilder marks = new StringBuilder();
        if (complaint.marks().size() > 1) {
            mark(marks, complaint.marks().get(1), first.line(), line, '~');
        }
        mark(marks, first, first.line(), line, '^');
        String place = file.isEmpty()
                ? ""
                : file + ":" + (first.line() + 1) + ":" + (first.start() + 1) + "-" + first.end() + ": ";
        return place + "Error: " + complaint.getMessage() + "\n" + line + "\n" + marks + "\n";
    }

    private static void mark(StringBuilder marks, Span span, int line, String text, char sign) {
        int end = span.lastLine() == line ? span.end() : text.length();
        while (marks.length() < Math.max(end, span.start() + 1)) {
            marks.append(' ');
        }
        for (int i = span.start(); i < Math.max(end, span.start() + 1); i++) {
            marks.setCharAt(i, sign);
        }
    }
}
