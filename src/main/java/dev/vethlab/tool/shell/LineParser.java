package dev.vethlab.tool.shell;

import dev.vethlab.tool.shell.CommandLine.Redirection;
import java.util.ArrayList;
import java.util.List;

/** Takes a command line apart as a POSIX shell does: quotes, backslashes, comments, redirections. */
final class LineParser {

    private static final String OPERATORS = "|&;()<>";

    private final String line;
    private final List<String> words = new ArrayList<>();
    private final List<Redirection> redirections = new ArrayList<>();
    private int at;

    private LineParser(String line) {
        this.line = line;
    }

    static CommandLine parse(String line) throws SyntaxException {
        LineParser parser = new LineParser(line);
        parser.parse();
        return new CommandLine(List.copyOf(parser.words), List.copyOf(parser.redirections));
    }

    /** Takes a line apart that may hold several commands, each reading what the one before writes, and may end with an ampersand. */
    static Pipeline parsePipeline(String line) throws SyntaxException {
        LineParser parser = new LineParser(line);
        List<CommandLine> commands = new ArrayList<>();
        boolean background = false;
        boolean more = true;
        while (more) {
            parser.words.clear();
            parser.redirections.clear();
            parser.parse();
            more = parser.at < line.length() && line.charAt(parser.at) == '|';
            boolean empty = parser.words.isEmpty() && parser.redirections.isEmpty();
            if (empty && (more || !commands.isEmpty())) {
                throw new SyntaxException(
                        "syntax error near unexpected token `|'\n/bin/bash: -c: line 1: `" + line + "'");
            }
            commands.add(new CommandLine(List.copyOf(parser.words), List.copyOf(parser.redirections)));
            parser.at += more ? 1 : 0;
        }
        int end = parser.at;
        if (end < line.length() && line.charAt(end) == '&') {
            parser.at++;
            parser.skipBlanks();
            background = true;
            if (parser.at < line.length() && line.charAt(parser.at) != '#') {
                throw new SyntaxException("syntax error near `" + line.substring(parser.at)
                        + "': lists are not simulated; one command a line");
            }
        }
        return new Pipeline(commands, background, line.substring(0, end).strip());
    }

    private void parse() throws SyntaxException {
        skipBlanks();
        while (at < line.length() && line.charAt(at) != '#' && !isPipeOrAmpersand()) {
            if (!redirection()) {
                words.add(word());
            }
            skipBlanks();
        }
    }

    /** At a single {@code |} or {@code &}: not at {@code ||}, {@code &&}, {@code |&} or {@code &>}. */
    private boolean isPipeOrAmpersand() {
        char character = line.charAt(at);
        char next = at + 1 < line.length() ? line.charAt(at + 1) : ' ';
        return character == '|' && next != '|' && next != '&' || character == '&' && next != '&' && next != '>';
    }

    private void skipBlanks() {
        while (at < line.length() && isBlank(line.charAt(at))) {
            at++;
        }
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t';
    }

    /** {@code [n]>file}, {@code [n]>>file}, {@code &>file}, {@code [n]>&m}, {@code <file}. */
    private boolean redirection() throws SyntaxException {
        int start = at;
        int stream = -1;
        if (Character.isDigit(line.charAt(at)) && at + 1 < line.length() && "<>".indexOf(line.charAt(at + 1)) >= 0) {
            stream = line.charAt(at++) - '0';
        }
        boolean both = line.startsWith("&>", at);
        if (both) {
            at++;
        }
        char operator = line.charAt(at);
        if (operator == '<' && !line.startsWith("<<", at) && !line.startsWith("<(", at)) {
            at++;
            redirections.add(Redirection.to(0, target()));
            return true;
        }
        if (operator != '>') {
            at = start;
            return false;
        }
        at += line.startsWith(">>", at) || line.startsWith(">|", at) ? 2 : 1;
        int from = stream < 0 ? 1 : stream;
        if (from > 2) {
            throw new SyntaxException("redirecting stream " + from + " is not simulated");
        }
        if (at < line.length() && line.charAt(at) == '&') {
            at++;
            redirections.add(Redirection.copy(from, copiedStream()));
        } else {
            redirections.add(Redirection.to(from, target()));
        }
        if (both) {
            redirections.add(Redirection.copy(2, 1));
        }
        return true;
    }

    private int copiedStream() throws SyntaxException {
        String stream = target();
        if (!stream.equals("1") && !stream.equals("2")) {
            throw new SyntaxException("redirecting to stream " + stream + " is not simulated");
        }
        return stream.charAt(0) - '0';
    }

    private String target() throws SyntaxException {
        skipBlanks();
        if (at >= line.length()) {
            throw new SyntaxException(
                    "syntax error near unexpected token `newline'\n/bin/bash: -c: line 1: `" + line + "'");
        }
        return word();
    }

    private String word() throws SyntaxException {
        if (line.charAt(at) == '<' || line.charAt(at) == '>') {
            throw new SyntaxException("syntax error near `" + line.substring(at) + "': here documents and process"
                    + " substitution are not simulated");
        }
        StringBuilder word = new StringBuilder();
        while (at < line.length() && !isBlank(line.charAt(at))) {
            char character = line.charAt(at);
            if (character == '\'') {
                at++;
                word.append(line, at, closing('\''));
                at = line.indexOf('\'', at) + 1;
            } else if (character == '"') {
                at++;
                doubleQuoted(word);
            } else if (character == '\\') {
                at++;
                if (at < line.length()) {
                    word.append(line.charAt(at++));
                }
            } else if (character == '<' || character == '>' || isPipeOrAmpersand()) {
                break;
            } else {
                refuseUnsimulated(character, word.isEmpty());
                word.append(character);
                at++;
            }
        }
        return word.toString();
    }

    private int closing(char quote) throws SyntaxException {
        int end = line.indexOf(quote, at);
        if (end < 0) {
            throw new SyntaxException("unexpected EOF while looking for matching `" + quote + "'");
        }
        return end;
    }

    private void doubleQuoted(StringBuilder word) throws SyntaxException {
        while (at < line.length() && line.charAt(at) != '"') {
            char character = line.charAt(at++);
            if (character == '\\' && at < line.length() && "\\\"$`".indexOf(line.charAt(at)) >= 0) {
                character = line.charAt(at++);
            } else if (character == '$' || character == '`') {
                refuseUnsimulated(character, false);
            }
            word.append(character);
        }
        closing('"');
        at++;
    }

    private void refuseUnsimulated(char character, boolean first) throws SyntaxException {
        if (OPERATORS.indexOf(character) >= 0) {
            throw new SyntaxException("syntax error near `" + character + "': lists and groups are not simulated;"
                    + " one command a line");
        }
        boolean expands = character == '`' || character == '$' && at + 1 < line.length() && isExpansion();
        if (expands) {
            throw new SyntaxException("variables and command substitution are not simulated: " + line);
        }
        if (character == '{' && line.substring(at).matches("\\{[^ \t{}]*(,|\\.\\.)[^ \t{}]*\\}.*")) {
            throw new SyntaxException("brace expansion is not simulated: " + line);
        }
        if (first && character == '~') {
            throw new SyntaxException("tilde expansion is not simulated: " + line);
        }
    }

    private boolean isExpansion() {
        char next = line.charAt(line.charAt(at) == '$' ? at + 1 : at);
        return Character.isLetterOrDigit(next) || "_{(?!#@*$-".indexOf(next) >= 0;
    }
}
