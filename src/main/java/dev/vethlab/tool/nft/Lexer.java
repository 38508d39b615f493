package dev.vethlab.tool.nft;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the input apart ({@code scanner.l}). */
final class Lexer {

    private static final Pattern TOKEN = Pattern.compile("\"(?<quoted>[^\"\\n]*)\""
            + "|(?<mac>(?:[0-9a-fA-F]{1,2}:){5}[0-9a-fA-F]{1,2})"
            + "|(?<ip>\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3})"
            + "|(?<time>(?:\\d+d)?(?:\\d+h)?(?:\\d+m)?(?:\\d+s)?(?:\\d+ms)?(?<=[dhms])(?![A-Za-z0-9_]))"
            + "|(?<vlan>8021(?:q|ad)\\b)"
            + "|(?<number>0[xX][0-9a-fA-F]+|\\d+)"
            + "|(?<word>[A-Za-z_.][A-Za-z0-9/\\-_.]*\\*?)"
            + "|(?<symbol>==|!=|<=|>=|<<|>>|[{}(),;:./+&|^!<>=@$*-])");

    private Lexer() {}

    static List<Token> read(String text) throws SyntaxException {
        List<Token> tokens = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (int number = 0; number < lines.length; number++) {
            line(tokens, lines[number], number);
            int end = lines[number].length();
            boolean continued = lines[number].endsWith("\\");
            if (!continued && (number < lines.length - 1 || end > 0)) {
                tokens.add(new Token(Token.Kind.NEWLINE, "\n", number, end, end + 1));
            }
        }
        int last = lines.length - 1;
        while (last > 0 && lines[last].isEmpty()) {
            last--;
        }
        tokens.add(new Token(Token.Kind.END, "", last, 0, 1));
        return tokens;
    }

    private static void line(List<Token> tokens, String line, int number) throws SyntaxException {
        Matcher matcher = TOKEN.matcher(line);
        int at = 0;
        while (at < line.length()) {
            char character = line.charAt(at);
            if (character == '#') {
                return;
            }
            if (Character.isWhitespace(character) || character == '\\' && at == line.length() - 1) {
                at++;
                continue;
            }
            matcher.region(at, line.length());
            if (!matcher.lookingAt() || matcher.end() == at) {
                throw SyntaxException.of("syntax error, unexpected junk", new Span(number, at, number, at + 1));
            }
            tokens.add(token(matcher, number, at));
            at = matcher.end();
        }
    }

    private static Token token(Matcher matcher, int line, int at) {
        int end = matcher.end();
        if (matcher.group("quoted") != null) {
            return new Token(Token.Kind.QUOTED, matcher.group("quoted"), line, at, end);
        }
        String text = matcher.group();
        Token.Kind kind = Token.Kind.SYMBOL;
        if (matcher.group("mac") != null || matcher.group("ip") != null || matcher.group("time") != null) {
            kind = Token.Kind.ADDRESS;
        } else if (matcher.group("number") != null) {
            kind = Token.Kind.NUMBER;
        } else if (matcher.group("vlan") != null || matcher.group("word") != null && !text.equals(".")) {
            kind = Token.Kind.WORD;
        }
        return new Token(kind, text, line, at, end);
    }
}
