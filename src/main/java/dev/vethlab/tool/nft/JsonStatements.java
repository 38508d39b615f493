package dev.vethlab.tool.nft;

import dev.vethlab.kernel.netfilter.nat.NatRange;
import dev.vethlab.kernel.netfilter.nftables.AssignStatement;
import dev.vethlab.kernel.netfilter.nftables.ByteAmount;
import dev.vethlab.kernel.netfilter.nftables.Comparison;
import dev.vethlab.kernel.netfilter.nftables.ConnectionLimitStatement;
import dev.vethlab.kernel.netfilter.nftables.CounterStatement;
import dev.vethlab.kernel.netfilter.nftables.DataType;
import dev.vethlab.kernel.netfilter.nftables.DeviceStatement;
import dev.vethlab.kernel.netfilter.nftables.DynamicSetStatement;
import dev.vethlab.kernel.netfilter.nftables.Family;
import dev.vethlab.kernel.netfilter.nftables.InertStatement;
import dev.vethlab.kernel.netfilter.nftables.LimitStatement;
import dev.vethlab.kernel.netfilter.nftables.LogStatement;
import dev.vethlab.kernel.netfilter.nftables.NatStatement;
import dev.vethlab.kernel.netfilter.nftables.NotrackStatement;
import dev.vethlab.kernel.netfilter.nftables.ObjectMapStatement;
import dev.vethlab.kernel.netfilter.nftables.ObjectStatement;
import dev.vethlab.kernel.netfilter.nftables.QuotaStatement;
import dev.vethlab.kernel.netfilter.nftables.RejectStatement;
import dev.vethlab.kernel.netfilter.nftables.SetLookup;
import dev.vethlab.kernel.netfilter.nftables.StatefulStatement;
import dev.vethlab.kernel.netfilter.nftables.Statement;
import dev.vethlab.kernel.netfilter.nftables.StripStatement;
import dev.vethlab.kernel.netfilter.nftables.TextStyle;
import dev.vethlab.kernel.netfilter.nftables.VerdictMap;
import dev.vethlab.kernel.netfilter.nftables.VerdictStatement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Statements in JSON (nftables' {@code json.c}). */
final class JsonStatements {

    private static final Pattern LOG_OPTION = Pattern.compile("(prefix) \"([^\"]*)\"|([a-z-]+) (\\S+)");

    private final JsonValues values;
    private final TextStyle style;
    private final Family family;

    JsonStatements(TextStyle style, Family family) {
        this.values = new JsonValues(style);
        this.style = style;
        this.family = family;
    }

    Object statement(Statement statement) {
        if (statement instanceof Comparison comparison) {
            return comparison(comparison);
        }
        if (statement instanceof SetLookup lookup) {
            return match(lookup.inverted() ? "!=" : "==", values.key(lookup.key()), values.reference(lookup.set()));
        }
        if (statement instanceof VerdictMap map) {
            Map<String, @Nullable Object> vmap = JsonText.of("key", values.key(map.key()));
            vmap.put("data", values.reference(map.map()));
            return JsonText.of("vmap", vmap);
        }
        if (statement instanceof VerdictStatement decided) {
            return JsonValues.verdict(decided.verdict());
        }
        if (statement instanceof AssignStatement assign) {
            Map<String, @Nullable Object> mangle = JsonText.of("key", values.selector(assign.target()));
            mangle.put("value", values.operand(assign.target().type(), assign.value()));
            return JsonText.of("mangle", mangle);
        }
        if (statement instanceof NatStatement nat) {
            return nat(nat);
        }
        if (statement instanceof DynamicSetStatement dynamic) {
            return dynamic(dynamic);
        }
        return measure(statement);
    }

    private Object measure(Statement statement) {
        if (statement instanceof CounterStatement counter) {
            Map<String, @Nullable Object> counts = JsonText.of("packets", counter.packets());
            counts.put("bytes", counter.bytes());
            return JsonText.of("counter", style.stateful() ? counts : null);
        }
        if (statement instanceof ObjectStatement named) {
            return JsonText.of(named.object().kind().word(), named.object().name());
        }
        if (statement instanceof ObjectMapStatement objects) {
            Map<String, @Nullable Object> map = JsonText.of("key", values.key(objects.key()));
            map.put("data", values.reference(objects.map()));
            return JsonText.of(objects.kind().word(), JsonText.of("map", map));
        }
        if (statement instanceof StripStatement strip) {
            return JsonText.of("reset", values.selector(strip.option()));
        }
        if (statement instanceof DeviceStatement sent) {
            String device = DataType.IFACE_INDEX.text(sent.device(), style).replace("\"", "");
            return sent.copy()
                    ? JsonText.of("dup", JsonText.of("addr", device))
                    : JsonText.of("fwd", JsonText.of("dev", device));
        }
        if (statement instanceof LimitStatement limit) {
            return JsonText.of("limit", limit(limit));
        }
        if (statement instanceof ConnectionLimitStatement connections) {
            Map<String, @Nullable Object> count = JsonText.of("val", connections.limit());
            if (connections.isAbove()) {
                count.put("inv", true);
            }
            return JsonText.of("ct count", count);
        }
        if (statement instanceof QuotaStatement quota) {
            return JsonText.of("quota", quota(quota));
        }
        if (statement instanceof LogStatement log) {
            return JsonText.of("log", log(log.arguments()));
        }
        if (statement instanceof RejectStatement reject) {
            return JsonText.of("reject", reject(reject));
        }
        if (statement instanceof NotrackStatement) {
            return JsonText.of("notrack", null);
        }
        if (statement instanceof InertStatement inert && inert.written().startsWith("meta ")) {
            String[] words = inert.written().split(" ");
            Map<String, @Nullable Object> mangle =
                    JsonText.of("key", JsonText.of("meta", JsonText.of("key", words[1])));
            mangle.put("value", words[3].matches("\\d+") ? (Object) Long.parseLong(words[3]) : words[3]);
            return JsonText.of("mangle", mangle);
        }
        return JsonText.of("xt", null);
    }

    private static Object match(String operator, Object left, Object right) {
        Map<String, @Nullable Object> match = JsonText.of("op", operator);
        match.put("left", left);
        match.put("right", right);
        return JsonText.of("match", match);
    }

    private Object comparison(Comparison comparison) {
        DataType type = comparison.left().type();
        Object left = values.selector(comparison.left());
        if (comparison.mask() != 0) {
            left = JsonText.of("&", List.of(left, values.number(type, comparison.mask())));
        }
        String operator = switch (comparison.operator()) {
            case NOT -> "!=";
            case LESS -> "<";
            case GREATER -> ">";
            case AT_MOST -> "<=";
            case AT_LEAST -> ">=";
            case ANY_FLAG -> "in";
            case NO_FLAG -> "!";
            default -> "==";
        };
        return match(operator, left, values.value(type, comparison.right()));
    }

    private static Object limit(LimitStatement limit) {
        ByteAmount rate = ByteAmount.of(limit.rate());
        ByteAmount burst = ByteAmount.of(limit.burst());
        Map<String, @Nullable Object> object = JsonText.of("rate", limit.isOfBytes() ? rate.number() : limit.rate());
        object.put("burst", limit.isOfBytes() ? burst.number() : limit.burst());
        object.put("per", limit.unit());
        if (limit.isOver()) {
            object.put("inv", true);
        }
        if (limit.isOfBytes()) {
            object.put("rate_unit", rate.unit());
            object.put("burst_unit", burst.unit());
        }
        return object;
    }

    private static Object quota(QuotaStatement quota) {
        ByteAmount limit = ByteAmount.of(quota.limit());
        Map<String, @Nullable Object> object = JsonText.of("val", limit.number());
        object.put("val_unit", limit.unit());
        if (quota.isOver()) {
            object.put("inv", true);
        }
        if (quota.used() != 0) {
            ByteAmount used = ByteAmount.of(quota.used());
            object.put("used", used.number());
            object.put("used_unit", used.unit());
        }
        return object;
    }

    private static @Nullable Object log(String arguments) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        Matcher option = LOG_OPTION.matcher(arguments);
        while (option.find()) {
            if (option.group(1) != null) {
                object.put("prefix", option.group(2));
            } else {
                String value = option.group(4);
                object.put(option.group(3), value.matches("\\d+") ? (Object) Long.parseLong(value) : value);
            }
        }
        return object.isEmpty() ? null : object;
    }

    private Object reject(RejectStatement reject) {
        if (reject.tcpReset()) {
            return JsonText.of("type", "tcp reset");
        }
        boolean both = family != Family.IP && !reject.written().startsWith(" with icmp ");
        String written = reject.written();
        String code = written.isEmpty() ? "port-unreachable" : written.substring(written.lastIndexOf(' ') + 1);
        Map<String, @Nullable Object> object = JsonText.of("type", both ? "icmpx" : "icmp");
        object.put("expr", code);
        return object;
    }

    private Object nat(NatStatement nat) {
        NatRange range = nat.range();
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        boolean addressed = nat.kind() == NatStatement.Kind.SNAT || nat.kind() == NatStatement.Kind.DNAT;
        if (addressed && nat.written().startsWith(" ip ")) {
            object.put("family", "ip");
        }
        if (addressed && nat.address() != null) {
            object.put("addr", values.operand(DataType.IPV4_ADDR, nat.address()));
        } else if (addressed && range.hasAddress()) {
            String first = range.first().toString();
            String last = range.last().toString();
            object.put("addr", first.equals(last) ? first : JsonText.of("range", List.of(first, last)));
        }
        if (range.hasPort()) {
            object.put(
                    "port",
                    range.firstPort() == range.lastPort()
                            ? (Object) range.firstPort()
                            : JsonText.of("range", List.of(range.firstPort(), range.lastPort())));
        }
        List<String> flags = new ArrayList<>();
        if (range.random()) {
            flags.add("random");
        }
        if (range.fullyRandom()) {
            flags.add("fully-random");
        }
        if (range.persistent()) {
            flags.add("persistent");
        }
        if (!flags.isEmpty()) {
            object.put("flags", flags.size() == 1 ? flags.get(0) : flags);
        }
        return JsonText.of(nat.kind().name().toLowerCase(Locale.ROOT), object.isEmpty() ? null : object);
    }

    private Object dynamic(DynamicSetStatement dynamic) {
        Object key = values.key(dynamic.key());
        if (dynamic.timeoutMs() != 0) {
            Map<String, @Nullable Object> element = JsonText.of("val", key);
            element.put("timeout", dynamic.timeoutMs() / 1000);
            key = JsonText.of("elem", element);
        }
        if (dynamic.set().isMeter) {
            Map<String, @Nullable Object> meter = JsonText.of("key", key);
            meter.put("stmt", dynamic.state() == null ? null : uncounted(dynamic.state()));
            meter.put("size", dynamic.set().size);
            meter.put("name", dynamic.set().name());
            return JsonText.of("meter", meter);
        }
        Map<String, @Nullable Object> object = JsonText.of("op", dynamic.update() ? "update" : "add");
        object.put("elem", key);
        object.put("set", "@" + dynamic.set().name());
        if (dynamic.state() != null) {
            object.put("stmt", List.of(uncounted(dynamic.state())));
        }
        return JsonText.of("set", object);
    }

    /** What is kept for each element has counted nothing itself. */
    private Object uncounted(StatefulStatement state) {
        return new JsonStatements(style.stateless(), family).measure(state);
    }
}
