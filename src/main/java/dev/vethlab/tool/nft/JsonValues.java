package dev.vethlab.tool.nft;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.netfilter.nftables.CounterStatement;
import dev.vethlab.kernel.netfilter.nftables.CtKey;
import dev.vethlab.kernel.netfilter.nftables.DataType;
import dev.vethlab.kernel.netfilter.nftables.FibSelector;
import dev.vethlab.kernel.netfilter.nftables.HashSelector;
import dev.vethlab.kernel.netfilter.nftables.HeaderField;
import dev.vethlab.kernel.netfilter.nftables.MetaKey;
import dev.vethlab.kernel.netfilter.nftables.NftSet;
import dev.vethlab.kernel.netfilter.nftables.NumberSelector;
import dev.vethlab.kernel.netfilter.nftables.Operand;
import dev.vethlab.kernel.netfilter.nftables.RouteKey;
import dev.vethlab.kernel.netfilter.nftables.Selector;
import dev.vethlab.kernel.netfilter.nftables.TcpOption;
import dev.vethlab.kernel.netfilter.nftables.TextStyle;
import dev.vethlab.kernel.netfilter.nftables.Value;
import dev.vethlab.kernel.netfilter.nftables.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What expressions look at, and what they are compared with, in JSON (nftables' {@code json.c}). */
final class JsonValues {

    private static final int SECOND_MS = 1000;

    private final TextStyle style;

    JsonValues(TextStyle style) {
        this.style = style;
    }

    Object key(List<Selector> parts) {
        return parts.size() == 1
                ? selector(parts.get(0))
                : JsonText.of("concat", parts.stream().map(this::selector).toList());
    }

    Object selector(Selector selector) {
        if (selector instanceof HeaderField field) {
            Map<String, @Nullable Object> payload = JsonText.of("protocol", field.protocol());
            payload.put("field", field.field());
            return JsonText.of("payload", payload);
        }
        if (selector instanceof MetaKey key) {
            return JsonText.of("meta", JsonText.of("key", key.word()));
        }
        if (selector instanceof CtKey key) {
            return JsonText.of("ct", ofConnection(key.word()));
        }
        if (selector instanceof FibSelector fib) {
            return JsonText.of("fib", ofFib(fib));
        }
        if (selector instanceof NumberSelector number) {
            Map<String, @Nullable Object> numgen = JsonText.of("mode", number.isByLot() ? "random" : "inc");
            numgen.put("mod", number.modulus());
            numgen.put("offset", number.offset());
            return JsonText.of("numgen", numgen);
        }
        if (selector instanceof HashSelector hash) {
            return hash(hash);
        }
        if (selector instanceof RouteKey key) {
            Map<String, @Nullable Object> route = JsonText.of("key", key.word());
            if (key == RouteKey.NEXTHOP) {
                route.put("family", "ip");
            }
            return JsonText.of("rt", route);
        }
        if (selector instanceof TcpOption option) {
            Map<String, @Nullable Object> named = JsonText.of("name", option.option());
            if (!option.isPresence()) {
                named.put("field", option.field());
            }
            return JsonText.of("tcp option", named);
        }
        return selector.text(style);
    }

    private Object hash(HashSelector hash) {
        Map<String, @Nullable Object> object = JsonText.of("mod", hash.modulus());
        if (hash.offset() != 0) {
            object.put("offset", hash.offset());
        }
        if (hash.seeded()) {
            object.put("seed", Integer.toUnsignedLong(hash.seed()));
        }
        if (hash.isSymmetric()) {
            return JsonText.of("symhash", object);
        }
        object.put("expr", key(hash.key()));
        return JsonText.of("jhash", object);
    }

    private static Object ofConnection(String words) {
        boolean directed = words.startsWith("original ") || words.startsWith("reply ");
        Map<String, @Nullable Object> ct =
                JsonText.of("key", directed ? words.substring(words.indexOf(' ') + 1) : words);
        if (directed) {
            ct.put("dir", words.substring(0, words.indexOf(' ')));
        }
        return ct;
    }

    private static Object ofFib(FibSelector fib) {
        List<String> flags = new ArrayList<>(List.of(fib.ofSource() ? "saddr" : "daddr"));
        if (fib.withMark()) {
            flags.add("mark");
        }
        if (fib.withIif()) {
            flags.add("iif");
        }
        if (fib.withOif()) {
            flags.add("oif");
        }
        Map<String, @Nullable Object> object = JsonText.of("result", fib.result());
        object.put("flags", flags);
        return object;
    }

    Object value(DataType type, Value value) {
        if (!value.name().isEmpty()) {
            return value.name();
        }
        if (!value.isRange()) {
            return number(type, value.low());
        }
        String text = value.text(type, style);
        int slash = text.indexOf('/');
        if (slash > 0) {
            Map<String, @Nullable Object> prefix = JsonText.of("addr", text.substring(0, slash));
            prefix.put("len", Integer.parseInt(text.substring(slash + 1)));
            return JsonText.of("prefix", prefix);
        }
        return JsonText.of("range", List.of(number(type, value.low()), number(type, value.high())));
    }

    /** A number as a number, a name as a string, flags as an array of strings. */
    Object number(DataType type, long number) {
        String text = type == DataType.IPV4_ADDR
                ? new Ipv4Address((int) number).toString()
                : unquoted(type.text(number, style));
        if (type.isBitmask() && text.contains(",")) {
            return List.of(text.split(","));
        }
        boolean isNumber =
                text.matches("\\d+|0x[0-9a-f]+") && type != DataType.ETHER_ADDR && type != DataType.IFACE_INDEX;
        return isNumber ? (Object) number : text;
    }

    private static String unquoted(String text) {
        return text.startsWith("\"") && text.endsWith("\"") && text.length() > 1
                ? text.substring(1, text.length() - 1)
                : text;
    }

    static Object verdict(Verdict verdict) {
        String word = verdict.kind().name().toLowerCase(Locale.ROOT);
        return JsonText.of(
                word,
                verdict.chain() == null
                        ? null
                        : JsonText.of("target", verdict.chain().name()));
    }

    /** The elements of a set or a map, in their order. */
    List<Object> elements(NftSet set) {
        List<Object> elements = new ArrayList<>();
        for (NftSet.Element element : set.sorted()) {
            elements.add(element(set, element));
        }
        return elements;
    }

    private Object element(NftSet set, NftSet.Element element) {
        List<Object> parts = new ArrayList<>();
        for (int i = 0; i < element.key().size(); i++) {
            Value value = element.key().get(i);
            Value shown = value.isRange() && value.name().isEmpty() ? Value.prefix(value.low(), value.high()) : value;
            parts.add(value(set.keyTypes().get(i), shown));
        }
        Object key = parts.size() == 1 ? parts.get(0) : JsonText.of("concat", parts);
        boolean more = element.state() != null
                || element.timeoutMs() != 0
                || element.expiresNs() != 0
                || !element.comment().isEmpty();
        if (more) {
            Map<String, @Nullable Object> described = JsonText.of("val", key);
            if (element.timeoutMs() != 0) {
                described.put("timeout", element.timeoutMs() / SECOND_MS);
            }
            if (element.expiresNs() != 0) {
                described.put("expires", set.remainingMs(element) / SECOND_MS);
            }
            if (!element.comment().isEmpty()) {
                described.put("comment", element.comment());
            }
            if (element.state() instanceof CounterStatement counter) {
                Map<String, @Nullable Object> counts = JsonText.of("packets", counter.packets());
                counts.put("bytes", counter.bytes());
                described.put("counter", counts);
            }
            key = JsonText.of("elem", described);
        }
        if (element.verdict() != null) {
            return List.of(key, verdict(element.verdict()));
        }
        return element.data() == null || set.dataType() == null
                ? key
                : List.of(key, value(set.dataType(), element.data()));
    }

    /** A set where a rule refers to it. */
    Object reference(NftSet set) {
        return set.isAnonymous() ? JsonText.of("set", elements(set)) : "@" + set.name();
    }

    Object operand(DataType type, Operand operand) {
        if (operand instanceof Operand.Selected selected) {
            return selector(selected.selector());
        }
        if (operand instanceof Operand.Constant constant) {
            return value(type, constant.value());
        }
        if (operand instanceof Operand.Mapped mapped) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            map.put("key", key(mapped.key()));
            map.put("data", reference(mapped.map()));
            return JsonText.of("map", map);
        }
        Operand.Combined combined = (Operand.Combined) operand;
        return JsonText.of(
                String.valueOf(combined.operator()),
                List.of(operand(type, combined.left()), number(type, combined.constant())));
    }
}
