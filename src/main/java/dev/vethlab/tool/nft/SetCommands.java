package dev.vethlab.tool.nft;

import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.netfilter.nftables.DataType;
import dev.vethlab.kernel.netfilter.nftables.Family;
import dev.vethlab.kernel.netfilter.nftables.NftSet;
import dev.vethlab.kernel.netfilter.nftables.Selector;
import dev.vethlab.kernel.netfilter.nftables.Table;
import dev.vethlab.kernel.netfilter.nftables.TextStyle;
import dev.vethlab.kernel.netfilter.nftables.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Commands about sets, maps and their elements. */
final class SetCommands {

    private static final List<String> FLAGS = List.of("constant", "interval", "dynamic", "timeout");

    private final Input input;
    private final Session session;

    SetCommands(Input input, Session session) {
        this.input = input;
        this.session = session;
    }

    /** {@code add set|map [FAMILY] TABLE NAME { type ...; }}. */
    void add(boolean exclusive) throws SyntaxException {
        boolean map = input.next().is("map");
        TableName name = TableName.read(input);
        declare(name, map, exclusive);
    }

    /** A set inside of a table in braces. */
    void block(TableName name) throws SyntaxException {
        declare(name, input.next().is("map"), false);
    }

    private void declare(TableName tableName, boolean map, boolean exclusive) throws SyntaxException {
        Token name = input.name();
        Table table = session.live() ? session.require(tableName, true) : null;
        Span braces = input.expect("{").span();
        boolean typed = false;
        input.skipNewlines();
        RuleScope scope = new RuleScope(session.namespace(), tableName.family(), table, null);
        NftSet set = new NftSet(session.namespace().net().machine(), name.text(), List.of(DataType.INTEGER), null);
        List<Elements.Written> elements = List.of();
        while (!input.at("}")) {
            if (input.at("type") || input.at("typeof")) {
                set = typed(scope, name.text(), map);
                typed = true;
            } else if (input.accept("elements")) {
                input.expect("=");
                elements = new Elements(input, scope).read(set.keyTypes(), set.dataType());
            } else {
                property(set);
            }
            input.skipNewlines();
        }
        Span defined = braces.to(input.previous().span());
        input.expect("}");
        if (table == null) {
            return;
        }
        if (!typed) {
            throw SyntaxException.of((map ? "map" : "set") + " definition does not specify key", defined);
        }
        checkConflicts(set, elements);
        NftSet known = table.sets().get(name.text());
        if (known != null && exclusive) {
            throw SyntaxException.kernel("File exists", name.span());
        }
        if (known == null) {
            session.ruleset().addSet(table, set);
            known = set;
        }
        put(known, elements.stream().map(Elements.Written::element).toList());
    }

    private static void checkConflicts(NftSet set, List<Elements.Written> elements) throws SyntaxException {
        boolean ordered = set.isInterval() && !set.autoMerge && set.keyTypes().size() == 1;
        if (ordered && set.keyTypes().get(0) != DataType.IFNAME) {
            Elements.checkConflicts(elements);
        }
    }

    private void put(NftSet set, List<NftSet.Element> added) {
        List<NftSet.Element> all = new ArrayList<>(set.elements());
        for (NftSet.Element element : added) {
            all.add(set.timed(element));
        }
        session.ruleset().setElements(set, Elements.merged(all, set.autoMerge));
    }

    private NftSet typed(RuleScope scope, String name, boolean map) throws SyntaxException {
        boolean typeOf = input.next().is("typeof");
        List<DataType> types = new ArrayList<>();
        DataType data = null;
        String text = "";
        if (typeOf) {
            List<Selector> key = new MatchParser(input, scope).key();
            key.forEach(selector -> types.add(selector.type()));
            text = key.stream().map(selector -> selector.text(TextStyle.PLAIN)).collect(Collectors.joining(" . "));
        } else {
            do {
                types.add(type());
            } while (input.accept("."));
        }
        if (map) {
            input.expect(":");
            if (typeOf) {
                Selector selector = new Selectors(input).read();
                data = selector.type();
                text += " : " + selector.text(TextStyle.PLAIN);
            } else {
                data = type();
            }
        }
        NftSet set = new NftSet(session.namespace().net().machine(), name, types, data);
        set.typeOf = text;
        return set;
    }

    private DataType type() throws SyntaxException {
        Token word = input.next();
        for (DataType type : DataType.values()) {
            if (type.word().equals(word.text())) {
                return type;
            }
        }
        throw SyntaxException.of("unknown datatype " + word.text(), word.span());
    }

    private void property(NftSet set) throws SyntaxException {
        Token word = input.next();
        switch (word.text()) {
            case "flags" -> {
                do {
                    if (!FLAGS.contains(input.peek().text())) {
                        throw input.unexpected("constant or interval or dynamic or timeout");
                    }
                    set.flags().add(input.next().text());
                } while (input.accept(","));
            }
            case "timeout" -> {
                set.timeoutMs = Values.span(input.next().text());
                set.flags().add("timeout");
            }
            case "gc-interval" -> set.gcIntervalMs = Values.span(input.next().text());
            case "size" -> set.size = input.number();
            case "counter", "limit", "quota" -> {
                input.rewind(input.position() - 1);
                RuleScope nowhere = new RuleScope(session.namespace(), Family.IP, null, null);
                set.state = new MeasureParser(input, nowhere).stateful();
            }
            case "auto-merge" -> set.autoMerge = true;
            case "comment" -> set.comment = input.string().text();
            case "policy" -> set.hasPolicyMemory = input.next().is("memory");
            default -> {
                input.rewind(input.position() - 1);
                throw input.unexpected("");
            }
        }
    }

    /** A set that the program looks up. */
    private @Nullable NftSet find(TableName tableName, Token name) throws SyntaxException {
        if (!session.live()) {
            return null;
        }
        NftSet set = session.require(tableName, true).sets().get(name.text());
        if (set == null) {
            throw session.hints().noSet(name.text(), name.span());
        }
        return set;
    }

    /** A set that the kernel looks up. */
    private @Nullable NftSet findInKernel(TableName tableName, Token name) throws SyntaxException {
        if (!session.live()) {
            return null;
        }
        Table table = session.find(tableName);
        NftSet set = table == null ? null : table.sets().get(name.text());
        if (set == null) {
            throw session.hints().noSet(tableName, name.text(), table == null ? tableName.at() : name.span());
        }
        return set;
    }

    void delete() throws SyntaxException {
        TableName tableName = TableName.read(input);
        Token name = input.name();
        NftSet set = findInKernel(tableName, name);
        if (set != null) {
            try {
                session.ruleset().deleteSet(session.require(tableName, false), set);
            } catch (KernelException refusal) {
                throw SyntaxException.kernel(refusal.errno().words(), name.span());
            }
        }
    }

    void flush() throws SyntaxException {
        TableName tableName = TableName.read(input);
        NftSet set = findInKernel(tableName, input.name());
        if (set != null) {
            session.ruleset().setElements(set, List.of());
        }
    }

    /** {@code add element [FAMILY] TABLE SET { ... }}. */
    void addElements(boolean exclusive) throws SyntaxException {
        input.expect("element");
        TableName tableName = TableName.read(input);
        Token name = input.name();
        NftSet set = find(tableName, name);
        List<Elements.Written> written = elements(tableName, set);
        if (set == null) {
            return;
        }
        checkConflicts(set, written);
        List<NftSet.Element> added = new ArrayList<>();
        Set<List<Value>> keys = new HashSet<>();
        set.elements().forEach(element -> keys.add(element.key()));
        NavigableMap<Long, Long> reaches = set.isInterval() && !set.autoMerge ? reaches(set) : new TreeMap<>();
        for (Elements.Written element : written) {
            boolean known = keys.contains(element.element().key());
            if (known && exclusive) {
                throw SyntaxException.kernel("File exists", element.at());
            }
            if (!known && overlaps(reaches, element.element().key().get(0))) {
                throw SyntaxException.of("interval overlaps with an existing one", element.at());
            }
            if (!known) {
                added.add(element.element());
            }
        }
        refuseWhatDoesNotFit(set, written, added);
        put(set, added);
    }

    /** The kernel takes no more elements than a set was declared for, and none for one that is constant ({@code nft_add_set_elem}). */
    private static void refuseWhatDoesNotFit(NftSet set, List<Elements.Written> written, List<NftSet.Element> added)
            throws SyntaxException {
        boolean ranges = set.keyTypes().size() == 1 && set.isInterval();
        for (Elements.Written element : written) {
            if (!ranges
                    && set.keyTypes().get(0) == DataType.IFNAME
                    && element.element().key().get(0).isWildcard()) {
                throw SyntaxException.of(
                        "You must add 'flags interval' to your set declaration if you want to add prefix elements",
                        element.at());
            }
        }
        long room = set.flags().contains("constant")
                ? 0
                : set.size == 0 ? Long.MAX_VALUE : set.size - set.elements().size();
        if (added.size() > room && !set.isInterval()) {
            NftSet.Element first = added.get((int) Math.max(0, room));
            Span at = written.stream()
                    .filter(element -> element.element() == first)
                    .map(Elements.Written::at)
                    .findFirst()
                    .orElseThrow();
            throw SyntaxException.kernel("Too many open files in system", at);
        }
    }

    /** To the low end of each interval how far it and those before it reach. */
    private static NavigableMap<Long, Long> reaches(NftSet set) {
        NavigableMap<Long, Long> reaches = new TreeMap<>();
        for (NftSet.Element element : set.elements()) {
            Value key = element.key().get(0);
            reaches.merge(key.low(), key.high(), Math::max);
        }
        long furthest = Long.MIN_VALUE;
        for (Map.Entry<Long, Long> reach : reaches.entrySet()) {
            furthest = Math.max(furthest, reach.getValue());
            reach.setValue(furthest);
        }
        return reaches;
    }

    private static boolean overlaps(NavigableMap<Long, Long> reaches, Value interval) {
        Map.Entry<Long, Long> before = reaches.floorEntry(interval.high());
        return before != null && interval.low() <= before.getValue();
    }

    private List<Elements.Written> elements(TableName tableName, @Nullable NftSet set) throws SyntaxException {
        Table table = set == null ? null : session.find(tableName);
        RuleScope scope = new RuleScope(session.namespace(), tableName.family(), table, null);
        if (set == null) {
            input.skipBraces();
            return List.of();
        }
        return new Elements(input, scope).read(set.keyTypes(), set.dataType());
    }

    void deleteElements() throws SyntaxException {
        TableName tableName = TableName.read(input);
        Token name = input.name();
        NftSet set = find(tableName, name);
        List<Elements.Written> written = elements(tableName, set);
        if (set == null) {
            return;
        }
        Map<List<Value>, NftSet.Element> left = new LinkedHashMap<>();
        set.elements().forEach(element -> left.put(element.key(), element));
        for (Elements.Written element : written) {
            if (left.remove(element.element().key()) == null) {
                // Intervals are taken apart by the program, which therefore knows them.
                throw set.isInterval()
                        ? SyntaxException.of("element does not exist", element.at())
                        : SyntaxException.kernel("No such file or directory", element.at());
            }
        }
        session.ruleset().setElements(set, List.copyOf(left.values()));
    }

    /** {@code get element [FAMILY] TABLE SET { ... }}. */
    void getElements(Span verb) throws SyntaxException {
        input.expect("element");
        TableName tableName = TableName.read(input);
        Token name = input.name();
        NftSet set = find(tableName, name);
        List<Elements.Written> written = elements(tableName, set);
        if (set == null) {
            return;
        }
        List<NftSet.Element> found = new ArrayList<>();
        for (Elements.Written element : written) {
            found.add(set.elements().stream()
                    .filter(known -> covers(known, element.element()))
                    .findFirst()
                    .orElseThrow(() -> SyntaxException.kernel("No such file or directory", input.command(verb))));
        }
        NftSet shown = set.with(found);
        Listing listing = new Listing(session.style());
        Table table = session.require(tableName, false);
        listing.open(table, false);
        listing.set(shown);
        listing.close();
        session.out().append(listing);
    }

    private static boolean covers(NftSet.Element known, NftSet.Element asked) {
        for (int i = 0; i < known.key().size(); i++) {
            Value one = known.key().get(i);
            Value other = asked.key().get(i);
            if (!one.equals(other) && !(one.low() <= other.low() && other.high() <= one.high())) {
                return false;
            }
        }
        return true;
    }
}
