package dev.vethlab.tool.shell;

import dev.vethlab.tool.shell.CommandList.Joint;
import dev.vethlab.tool.shell.CommandList.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes command lines apart as a POSIX shell does: lists, pipelines, redirections, here-documents, comments. What needs more of a
 * shell's language is refused before anything runs.
 */
final class LineParser {

    private static final Set<String> RESERVED =
            Set.of("if", "for", "while", "until", "case", "select", "function", "{", "!", "[[", "do", "then");

    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*");

    private final Cursor cursor;
    private final WordParser words;
    private final HereDocuments documents;

    private LineParser(String text) {
        this.cursor = new Cursor(text);
        this.words = new WordParser(cursor);
        this.documents = new HereDocuments(cursor);
    }

    static CommandList parse(String text) throws SyntaxException {
        return new LineParser(text).list();
    }

    private CommandList list() throws SyntaxException {
        List<Step> steps = new ArrayList<>();
        Joint joint = Joint.THEN;
        while (true) {
            int start = cursor.at;
            List<CommandLine> commands = pipeline();
            String written = cursor.text.substring(start, cursor.at).strip();
            boolean empty = commands.isEmpty();
            boolean background = !cursor.lookingAt("&&") && cursor.lookingAt("&");
            if (empty && (background || joint != Joint.THEN || !isLineEnd())) {
                throw unexpected();
            }
            if (background && joint != Joint.THEN) {
                throw new SyntaxException("a list in the background is not simulated: " + cursor.text);
            }
            if (!empty) {
                steps.add(new Step(joint, new Pipeline(commands, background, written)));
            }
            if (cursor.atEnd()) {
                return new CommandList(List.copyOf(steps));
            }
            joint = joint(background);
        }
    }

    /** Goes past what stands between two pipelines. */
    private Joint joint(boolean background) throws SyntaxException {
        if (background) {
            cursor.at++;
            return Joint.THEN;
        }
        if (cursor.skip("&&")) {
            skipLineEnds();
            return Joint.AND;
        }
        if (cursor.skip("||")) {
            skipLineEnds();
            return Joint.OR;
        }
        if (cursor.peek() == '\n') {
            documents.skipBodies();
            return Joint.THEN;
        }
        if (cursor.lookingAt(";;") || !cursor.skip(";")) {
            throw unexpected();
        }
        return Joint.THEN;
    }

    private void skipLineEnds() {
        cursor.skipBlanks();
        while (cursor.peek() == '\n') {
            documents.skipBodies();
            cursor.skipBlanks();
        }
    }

    private boolean isLineEnd() {
        return cursor.atEnd() || cursor.peek() == '\n';
    }

    private List<CommandLine> pipeline() throws SyntaxException {
        List<CommandLine> commands = new ArrayList<>();
        boolean more = true;
        while (more) {
            CommandLine command = command();
            boolean empty = command.words().isEmpty() && command.redirections().isEmpty();
            if (cursor.lookingAt("|&")) {
                throw new SyntaxException("syntax error near `|&': not simulated; write 2>&1 |");
            }
            more = !cursor.lookingAt("||") && cursor.lookingAt("|");
            if (empty && (more || !commands.isEmpty())) {
                throw unexpected();
            }
            if (!empty) {
                commands.add(command);
            }
            if (more) {
                cursor.at++;
                skipLineEnds();
            }
        }
        return List.copyOf(commands);
    }

    private CommandLine command() throws SyntaxException {
        List<String> line = new ArrayList<>();
        List<Redirection> redirections = new ArrayList<>();
        cursor.skipBlanks();
        while (!atOperator()) {
            if (cursor.peek() == '#') {
                skipComment();
            } else if (!redirection(redirections)) {
                String word = words.word();
                if (line.isEmpty() && !words.wasQuoted()) {
                    refuseLanguage(word);
                }
                line.add(word);
            }
            cursor.skipBlanks();
        }
        return new CommandLine(List.copyOf(line), List.copyOf(redirections));
    }

    private void skipComment() {
        while (!isLineEnd()) {
            cursor.at++;
        }
    }

    /** At the end, or at what separates commands; {@code &>} is a redirection. */
    private boolean atOperator() throws SyntaxException {
        if (cursor.peek() == '(' || cursor.peek() == ')') {
            throw new SyntaxException(
                    "syntax error near `" + cursor.peek() + "': groups are not simulated" + WordParser.ownBash());
        }
        return isLineEnd() || "|;".indexOf(cursor.peek()) >= 0 || cursor.peek() == '&' && !cursor.lookingAt("&>");
    }

    private void refuseLanguage(String word) throws SyntaxException {
        if (RESERVED.contains(word)) {
            throw new SyntaxException("`" + word + "' is not simulated: " + cursor.text + WordParser.ownBash());
        }
        if (word.indexOf('=') > 0 && ASSIGNMENT.matcher(word).matches()) {
            throw new SyntaxException("variables are not simulated: " + cursor.text + WordParser.ownBash());
        }
    }

    /** {@code [n]>file}, {@code [n]>>file}, {@code &>file}, {@code [n]>&m}, {@code <file}, {@code <<<word}, {@code <<word}. */
    private boolean redirection(List<Redirection> redirections) throws SyntaxException {
        int start = cursor.at;
        int stream = -1;
        if (Character.isDigit(cursor.peek()) && start + 1 < cursor.text.length()) {
            stream = "<>".indexOf(cursor.text.charAt(start + 1)) < 0 ? -1 : cursor.next() - '0';
        }
        boolean both = cursor.lookingAt("&>");
        if (both) {
            cursor.at++;
        }
        if (cursor.peek() == '<') {
            redirections.add(input());
            return true;
        }
        if (cursor.peek() != '>') {
            cursor.at = start;
            return false;
        }
        output(redirections, stream < 0 ? 1 : stream);
        if (both) {
            redirections.add(new Redirection.ToStream(2, 1));
        }
        return true;
    }

    private Redirection input() throws SyntaxException {
        if (cursor.skip("<<<")) {
            return new Redirection.FromText(target() + "\n");
        }
        if (cursor.skip("<<")) {
            boolean tabsGo = cursor.skip("-");
            String delimiter = target();
            return new Redirection.FromText(documents.body(delimiter, tabsGo, words.wasQuoted()));
        }
        if (cursor.lookingAt("<(") || cursor.lookingAt("<>") || cursor.lookingAt("<&")) {
            throw new SyntaxException("syntax error near `" + cursor.rest() + "': not simulated");
        }
        cursor.at++;
        return new Redirection.ToFile(0, target());
    }

    private void output(List<Redirection> redirections, int stream) throws SyntaxException {
        cursor.at += cursor.lookingAt(">>") || cursor.lookingAt(">|") ? 2 : 1;
        if (cursor.lookingAt("(")) {
            throw new SyntaxException("syntax error near `>(': process substitution is not simulated");
        }
        if (stream > 2) {
            throw new SyntaxException("redirecting stream " + stream + " is not simulated");
        }
        if (!cursor.skip("&")) {
            redirections.add(new Redirection.ToFile(stream, target()));
            return;
        }
        String copied = target();
        if (!copied.equals("1") && !copied.equals("2")) {
            throw new SyntaxException("redirecting to stream " + copied + " is not simulated");
        }
        redirections.add(new Redirection.ToStream(stream, copied.charAt(0) - '0'));
    }

    private String target() throws SyntaxException {
        cursor.skipBlanks();
        int start = cursor.at;
        String word = words.word();
        if (cursor.at == start) {
            throw unexpected();
        }
        return word;
    }

    /** What bash says of a word that cannot stand here. */
    private SyntaxException unexpected() {
        if (cursor.atEnd()) {
            return new SyntaxException("syntax error: unexpected end of file");
        }
        String token = String.valueOf(cursor.peek());
        for (String operator : List.of("&&", "||", ";;", "<<", ">>")) {
            token = cursor.lookingAt(operator) ? operator : token;
        }
        return new SyntaxException("syntax error near unexpected token `" + (token.equals("\n") ? "newline" : token)
                + "'\n/bin/bash: -c: line 1: `" + cursor.text + "'");
    }
}
