package dev.vethlab.tool.tcpdump;

import dev.vethlab.addr.Ipv6Address;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a filter expression into words and signs; the longest match wins, and of equals the first ({@code scanner.l}). */
final class FilterLexer {

    private static final String OCTET = "[0-9A-Fa-f]{1,2}";
    private static final String NUMBER = "(?:0[Xx][0-9A-Fa-f]+|[0-9]+)";

    private static final Pattern SPACE = Pattern.compile("[ \\r\\n\\t]+");
    private static final Pattern SIGN = Pattern.compile("&&|\\|\\||>=|<=|!=|==|<<|>>|[-+*/%:\\[\\]!<>()&|^=]");
    private static final Pattern MAC =
            Pattern.compile("(?:" + OCTET + ":){5}" + OCTET + "|(?:" + OCTET + "-){5}" + OCTET + "|(?:" + OCTET
                    + "\\.){5}" + OCTET + "|[0-9A-Fa-f]{4}\\.[0-9A-Fa-f]{4}\\.[0-9A-Fa-f]{4}|[0-9A-Fa-f]{12}");
    private static final Pattern PLAIN_NUMBER = Pattern.compile(NUMBER);
    private static final Pattern DOTTED = Pattern.compile(NUMBER + "(?:\\." + NUMBER + "){1,3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:]*(?:[0-9]+(?:\\.[0-9]+){3})?");
    private static final Pattern BOGUS_MAC = Pattern.compile(OCTET + ":+(?:" + OCTET + ":+)+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[-_.A-Za-z0-9]*[.A-Za-z0-9])?");
    private static final Pattern QUOTED = Pattern.compile("\\\\([^ !()\\n\\t]+)");
    private static final Pattern ARCNET = Pattern.compile("\\$" + OCTET);

    private final String text;
    private int at;

    FilterLexer(String text) {
        this.text = text;
    }

    FilterToken next() throws FilterException {
        at += length(SPACE);
        if (at == text.length()) {
            return new FilterToken(FilterToken.Kind.END, "", 0);
        }
        int name = length(NAME);
        int mac = length(MAC);
        int number = length(PLAIN_NUMBER);
        int dotted = length(DOTTED);
        int longest = Math.max(Math.max(name, mac), Math.max(number, dotted));
        int colons = length(IPV6);
        if (colons > longest && mac < colons) {
            return withColons(colons);
        }
        String keyword =
                name == longest && name > 0 ? FilterKeyword.CANONICAL.get(text.substring(at, at + name)) : null;
        if (keyword != null) {
            take(name);
            return new FilterToken(FilterToken.Kind.KEYWORD, keyword, 0);
        }
        if (longest > 0) {
            return word(longest, mac, number, dotted);
        }
        return sign();
    }

    private FilterToken word(int longest, int mac, int number, int dotted) throws FilterException {
        String word = take(longest);
        if (mac == longest) {
            return new FilterToken(FilterToken.Kind.MAC, word, 0);
        }
        if (number == longest) {
            return new FilterToken(FilterToken.Kind.NUMBER, word, value(word));
        }
        if (dotted == longest) {
            return new FilterToken(FilterToken.Kind.DOTTED, word, 0);
        }
        Integer constant = FilterKeyword.CONSTANTS.get(word);
        return constant == null
                ? new FilterToken(FilterToken.Kind.NAME, word, 0)
                : new FilterToken(FilterToken.Kind.NUMBER, word, constant);
    }

    private FilterToken withColons(int length) throws FilterException {
        String word = text.substring(at, at + length);
        if (Ipv6Address.parse(word).isPresent()) {
            return new FilterToken(FilterToken.Kind.IPV6, take(length), 0);
        }
        Matcher bogus = BOGUS_MAC.matcher(word);
        if (bogus.lookingAt()) {
            throw new FilterException("bogus ethernet address " + word.substring(0, bogus.end()));
        }
        int number = length(PLAIN_NUMBER);
        if (number > 0) {
            return word(number, 0, number, 0);
        }
        return sign();
    }

    private FilterToken sign() throws FilterException {
        Matcher quoted = QUOTED.matcher(text).region(at, text.length());
        if (quoted.lookingAt()) {
            at = quoted.end();
            return new FilterToken(FilterToken.Kind.NAME, quoted.group(1), 0);
        }
        int arcnet = length(ARCNET);
        if (arcnet > 0) {
            return new FilterToken(FilterToken.Kind.ARCNET, take(arcnet), 0);
        }
        int sign = length(SIGN);
        if (sign == 0) {
            throw FilterException.syntaxError();
        }
        String written = take(sign);
        String text = Map.of("&&", "and", "||", "or", "==", "=").getOrDefault(written, written);
        return new FilterToken(FilterToken.Kind.SIGN, text, 0);
    }

    private int length(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        return matcher.lookingAt() ? matcher.end() - at : 0;
    }

    private String take(int length) {
        at += length;
        return text.substring(at - length, at);
    }

    /** A number of 32 bits: decimal, octal after 0, hexadecimal after 0x ({@code stou}). */
    private static int value(String word) throws FilterException {
        boolean hex = word.length() > 1 && (word.charAt(1) | 0x20) == 'x';
        int base = hex ? 16 : word.charAt(0) == '0' ? 8 : 10;
        long value = 0;
        for (int i = hex ? 2 : 0; i < word.length(); i++) {
            int digit = Character.digit(word.charAt(i), base);
            if (digit < 0) {
                throw new FilterException("number " + word + " contains non-octal digit");
            }
            value = value * base + digit;
            if (value > 0xffff_ffffL) {
                throw new FilterException("number " + word + " overflows 32 bits");
            }
        }
        return (int) value;
    }
}
