package dev.vethlab.tool.nft;

import dev.vethlab.kernel.netfilter.nftables.BaseChain;
import dev.vethlab.kernel.netfilter.nftables.Chain;
import dev.vethlab.kernel.netfilter.nftables.CounterStatement;
import dev.vethlab.kernel.netfilter.nftables.DataType;
import dev.vethlab.kernel.netfilter.nftables.NamedObject;
import dev.vethlab.kernel.netfilter.nftables.NftSet;
import dev.vethlab.kernel.netfilter.nftables.Rule;
import dev.vethlab.kernel.netfilter.nftables.Table;
import dev.vethlab.kernel.netfilter.nftables.TextStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code nft -j list} writes: an array of objects behind one that names the program. */
final class JsonListing {

    private static final int SECOND_MS = 1000;

    private final List<Object> objects = new ArrayList<>();
    private final TextStyle style;
    private final JsonValues values;

    JsonListing(TextStyle style) {
        this.style = style;
        this.values = new JsonValues(style);
        Map<String, @Nullable Object> program = JsonText.of("version", "1.0.6");
        program.put("release_name", "Lester Gooch #5");
        program.put("json_schema_version", 1);
        objects.add(JsonText.of("metainfo", program));
    }

    @Override
    public String toString() {
        return JsonText.text(JsonText.of("nftables", objects)) + "\n";
    }

    void table(Table table) {
        Map<String, @Nullable Object> object =
                JsonText.of("family", table.family().word());
        object.put("name", table.name());
        object.put("handle", table.handle());
        objects.add(JsonText.of("table", object));
    }

    /** A table with all that is in it; the rules come last. */
    void content(Table table) {
        table(table);
        table.objects().forEach(object -> object(table, object));
        table.sets().values().forEach(set -> set(table, set));
        table.chains().values().forEach(chain -> chain(table, chain));
        table.chains().values().forEach(chain -> rules(table, chain));
    }

    void object(Table table, NamedObject named) {
        Map<String, @Nullable Object> object =
                JsonText.of("family", table.family().word());
        object.put("name", named.name());
        object.put("table", table.name());
        object.put("handle", named.handle());
        if (!named.comment().isEmpty()) {
            object.put("comment", named.comment());
        }
        JsonObjects.describe(named, object);
        objects.add(JsonText.of(named.kind().word(), object));
    }

    void set(Table table, NftSet set) {
        Map<String, @Nullable Object> object =
                JsonText.of("family", table.family().word());
        object.put("name", set.name());
        object.put("table", table.name());
        List<String> types = set.keyTypes().stream().map(DataType::word).toList();
        object.put("type", types.size() == 1 ? types.get(0) : types);
        object.put("handle", set.handle);
        if (set.dataType() != null) {
            object.put("map", set.dataType().word());
        }
        if (!set.comment.isEmpty()) {
            object.put("comment", set.comment);
        }
        if (set.hasPolicyMemory) {
            object.put("policy", "memory");
        }
        if (set.size != 0) {
            object.put("size", set.size);
        }
        // That rules may add elements is not said (set_print_json of 1.0.6).
        List<String> flags = List.of("constant", "interval", "timeout").stream()
                .filter(set.flags()::contains)
                .toList();
        if (!flags.isEmpty()) {
            object.put("flags", flags);
        }
        if (set.timeoutMs != 0) {
            object.put("timeout", set.timeoutMs / SECOND_MS);
        }
        if (set.gcIntervalMs != 0) {
            object.put("gc-interval", set.gcIntervalMs / SECOND_MS);
        }
        if (!style.terse() && !set.elements().isEmpty()) {
            object.put("elem", values.elements(set));
        }
        if (set.state instanceof CounterStatement) {
            object.put("stmt", List.of(JsonText.of("counter", null)));
        }
        objects.add(JsonText.of(set.isMap() ? "map" : "set", object));
    }

    void chain(Table table, Chain chain) {
        Map<String, @Nullable Object> object =
                JsonText.of("family", table.family().word());
        object.put("table", table.name());
        object.put("name", chain.name());
        object.put("handle", chain.handle());
        BaseChain base = chain.base();
        if (base != null) {
            object.put("type", base.type().word());
            object.put("hook", base.hookWord());
            object.put("prio", base.priority());
            object.put("policy", base.drops() ? "drop" : "accept");
        }
        objects.add(JsonText.of("chain", object));
    }

    void rules(Table table, Chain chain) {
        JsonStatements statements = new JsonStatements(style, table.family());
        for (Rule rule : chain.rules()) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            object.put("family", table.family().word());
            object.put("table", table.name());
            object.put("chain", chain.name());
            object.put("handle", rule.handle());
            if (!rule.comment().isEmpty()) {
                object.put("comment", rule.comment());
            }
            object.put(
                    "expr", rule.written().stream().map(statements::statement).toList());
            objects.add(JsonText.of("rule", object));
        }
    }
}
