package dev.vethlab.kernel.netfilter.nftables;

import java.util.List;
import java.util.stream.Collectors;

/** Sets and maps as {@code nft} writes them. */
public final class SetText {

    private static final String NEW_LINE = ",\n\t\t\t     ";

    private SetText() {}

    /** The elements in braces. */
    static String elements(NftSet set, TextStyle style) {
        StringBuilder text = new StringBuilder("{ ");
        int inLine = 1;
        int most = set.isAnonymous() ? Integer.MAX_VALUE : elementsInLine(set.keyTypes());
        boolean first = true;
        for (NftSet.Element element : set.sorted()) {
            if (!first && inLine == most) {
                text.append(NEW_LINE);
                inLine = 1;
            } else if (!first) {
                text.append(", ");
                inLine++;
            }
            first = false;
            text.append(element(set, element, style));
        }
        return text.append(" }").toString();
    }

    private static int elementsInLine(List<DataType> types) {
        if (types.size() > 1) {
            return 1;
        }
        return switch (types.get(0)) {
            case INET_PROTO, INET_SERVICE, MARK, ETHER_TYPE, NF_PROTO -> 5;
            case IPV4_ADDR -> 2;
            default -> 1;
        };
    }

    private static String element(NftSet set, NftSet.Element element, TextStyle style) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < element.key().size(); i++) {
            text.append(i == 0 ? "" : " . ");
            Value value = element.key().get(i);
            text.append(prefixed(value).text(set.keyTypes().get(i), style));
        }
        if (element.state() != null) {
            text.append(' ').append(element.state().text(style));
        }
        if (element.timeoutMs() != 0) {
            text.append(" timeout ").append(Durations.text(element.timeoutMs(), style));
        }
        if (element.expiresNs() != 0 && style.stateful()) {
            text.append(" expires ").append(Durations.text(set.remainingMs(element), style));
        }
        if (!element.comment().isEmpty()) {
            text.append(" comment \"").append(element.comment()).append('"');
        }
        if (element.verdict() != null) {
            text.append(" : ").append(element.verdict().text());
        } else if (element.data() != null && set.dataType() != null) {
            text.append(" : ").append(element.data().text(set.dataType(), style));
        }
        return text.toString();
    }

    /** In a set a range that is a prefix is written as one. */
    private static Value prefixed(Value value) {
        return value.isRange() ? Value.prefix(value.low(), value.high()) : value;
    }

    /** The declaration of a set or a map with a name, as it stands in a table. */
    public static String declaration(NftSet set, TextStyle style) {
        StringBuilder text = new StringBuilder();
        text.append(set.isMeter ? "\tmeter " : set.isMap() ? "\tmap " : "\tset ")
                .append(set.name())
                .append(" {");
        text.append(style.handles() ? " # handle " + set.handle : "").append('\n');
        String data = set.dataType() == null ? "" : " : " + set.dataType().word();
        if (set.typeOf.isEmpty()) {
            text.append("\t\ttype ")
                    .append(set.keyTypes().stream().map(DataType::word).collect(Collectors.joining(" . ")))
                    .append(data);
        } else {
            text.append("\t\ttypeof ").append(set.typeOf);
        }
        text.append('\n');
        if (set.hasPolicyMemory) {
            text.append("\t\tpolicy memory\n");
        }
        if (set.size != 0) {
            text.append("\t\tsize ").append(set.size).append('\n');
        }
        List<String> flags = List.of("constant", "interval", "timeout", "dynamic").stream()
                .filter(set.flags()::contains)
                .toList();
        // A timeout of its own says that there is one.
        if (!flags.isEmpty() && !(flags.equals(List.of("timeout")) && set.timeoutMs != 0)) {
            boolean dynamic = flags.contains("dynamic");
            text.append("\t\tflags ")
                    .append(dynamic ? dynamicFirst(flags) : String.join(",", flags))
                    .append('\n');
        }
        StatefulStatement state = set.state;
        if (state != null) {
            text.append("\t\t").append(state.text(TextStyle.RULE_ALONE)).append('\n');
        }
        append(text, "timeout ", set.timeoutMs, style);
        append(text, "gc-interval ", set.gcIntervalMs, style);
        if (set.autoMerge) {
            text.append("\t\tauto-merge\n");
        }
        if (!set.comment.isEmpty()) {
            text.append("\t\tcomment \"").append(set.comment).append("\"\n");
        }
        if (!style.terse() && !set.elements().isEmpty()) {
            text.append("\t\telements = ").append(elements(set, style)).append('\n');
        }
        return text.append("\t}\n").toString();
    }

    private static String dynamicFirst(List<String> flags) {
        return "dynamic"
                + flags.stream()
                        .filter(flag -> !flag.equals("dynamic"))
                        .map(flag -> "," + flag)
                        .collect(Collectors.joining());
    }

    private static void append(StringBuilder text, String word, long milliseconds, TextStyle style) {
        if (milliseconds != 0) {
            text.append("\t\t")
                    .append(word)
                    .append(Durations.text(milliseconds, style))
                    .append('\n');
        }
    }
}
