package dev.vethlab.web.syntax;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** How a word of a request must be written. */
public enum Syntax {
    /** The name of an interface. */
    DEVICE_NAME(Syntax::deviceName),
    /** The name of a namespace. */
    NAMESPACE_NAME(Syntax::namespaceName),
    /** An IPv4 address without a prefix length. */
    ADDRESS(word -> dotted(word, "must be an IPv4 address such as 10.1.1.2")),
    /** An IPv4 address with its prefix length. */
    ADDRESS_WITH_LENGTH(word -> prefix(word, "must be an IPv4 address with its prefix length, such as 10.1.1.2/24")),
    /** A prefix, an address, or {@code default}. */
    DESTINATION(Syntax::destination),
    /** A prefix, an address, or {@code all}. */
    SELECTOR(word -> word.equals("all")
            ? Optional.empty()
            : prefix(word, "must be a prefix such as 10.1.1.0/24, an address, or all")),
    /** An Ethernet address. */
    MAC(Syntax::mac),
    /** A routing table. */
    TABLE(Syntax::table),
    /** The label of an address. */
    LABEL(Syntax::label),
    /** A value of a sysctl. */
    VALUE(Syntax::value);

    private static final int LONGEST_DEVICE_NAME = 15;
    private static final int LONGEST_FILE_NAME = 255;
    private static final Pattern MAC_PATTERN = Pattern.compile("[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}");
    private static final Pattern DIGITS = Pattern.compile("\\d{1,10}");
    private static final Set<String> TABLES = Set.of("local", "main", "default");

    private final Function<String, Optional<String>> rule;

    Syntax(Function<String, Optional<String>> rule) {
        this.rule = rule;
    }

    /** What is the matter with a word and how to write it, empty where it is well written. */
    public Optional<String> fault(String word) {
        return rule.apply(word);
    }

    private static Optional<String> deviceName(String name) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_DEVICE_NAME) {
            return Optional.of("is too long for Linux: a name has at most 15 bytes, this one has " + bytes);
        }
        if (name.equals("all") || name.equals("default")) {
            return Optional.of("must not be \"" + name + "\", which stands for something else under net.ipv4.conf");
        }
        return name(name, "/:@%", "the name of an interface");
    }

    private static Optional<String> label(String label) {
        int bytes = label.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_DEVICE_NAME) {
            return Optional.of("is too long for Linux: a label has at most 15 bytes, this one has " + bytes);
        }
        return name(label, "/@%", "a label such as veth0:web");
    }

    private static Optional<String> namespaceName(String name) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_FILE_NAME) {
            return Optional.of("is too long: a name has at most 255 bytes, this one has " + bytes);
        }
        return name(name, "/@", "the name of a namespace");
    }

    private static Optional<String> name(String name, String excluded, String what) {
        if (name.isEmpty()) {
            return Optional.of("must not be empty: give " + what);
        }
        if (name.equals(".") || name.equals("..")) {
            return Optional.of("must not be \"" + name + "\", which names a folder");
        }
        if (name.startsWith("-")) {
            return Optional.of("must not begin with -, which begins an option");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (excluded.indexOf(c) >= 0) {
                return Optional.of("must not contain " + c + ": choose another name");
            }
            if (Character.isISOControl(c) || Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                return Optional.of("must not contain white space or control characters");
            }
            if (Character.isSurrogate(c) && !isPair(name, i)) {
                return Optional.of("must be valid Unicode");
            }
        }
        return Optional.empty();
    }

    private static boolean isPair(String name, int i) {
        return Character.isHighSurrogate(name.charAt(i))
                ? i + 1 < name.length() && Character.isLowSurrogate(name.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(name.charAt(i - 1));
    }

    private static Optional<String> destination(String word) {
        return word.equals("default")
                ? Optional.empty()
                : prefix(word, "must be a prefix such as 10.1.1.0/24, an address, or default");
    }

    private static Optional<String> prefix(String word, String rule) {
        int slash = word.indexOf('/');
        if (slash < 0) {
            return dotted(word, rule);
        }
        Optional<String> fault = dotted(word.substring(0, slash), rule);
        if (fault.isPresent()) {
            return fault;
        }
        String length = word.substring(slash + 1);
        if (!length.matches("\\d{1,2}") || Integer.parseInt(length) > 32) {
            return Optional.of(rule + "; \"" + length + "\" is not a prefix length (0 to 32)");
        }
        return Optional.empty();
    }

    private static Optional<String> dotted(String word, String rule) {
        String[] bytes = word.split("\\.", -1);
        if (bytes.length != 4) {
            return Optional.of(rule);
        }
        for (String number : bytes) {
            if (!number.matches("[0-9]{1,3}") || Integer.parseInt(number) > 255) {
                return Optional.of(rule + "; \"" + number + "\" is not a number from 0 to 255");
            }
            if (number.length() > 1 && number.startsWith("0")) {
                return Optional.of(rule + "; \"" + number + "\" must not begin with 0");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> mac(String word) {
        return MAC_PATTERN.matcher(word).matches()
                ? Optional.empty()
                : Optional.of("must be an Ethernet address such as 02:00:00:00:00:01");
    }

    private static Optional<String> table(String word) {
        boolean number = DIGITS.matcher(word).matches() && Long.parseLong(word) <= 0xffff_ffffL;
        return number || TABLES.contains(word)
                ? Optional.empty()
                : Optional.of("must be local, main, default or a number such as 100");
    }

    private static Optional<String> value(String word) {
        return word.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')
                ? Optional.of("must not contain control characters")
                : Optional.empty();
    }
}
