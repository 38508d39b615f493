package dev.vethlab.tool.nft;

import dev.vethlab.kernel.netfilter.nftables.Chain;
import dev.vethlab.kernel.netfilter.nftables.Family;
import dev.vethlab.kernel.netfilter.nftables.NamedObject;
import dev.vethlab.kernel.netfilter.nftables.NftSet;
import dev.vethlab.kernel.netfilter.nftables.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Commands that show something, and those that also set counters back. */
final class ListCommands {

    private final Input input;
    private final Session session;

    ListCommands(Input input, Session session) {
        this.input = input;
        this.session = session;
    }

    void read(boolean reset) throws SyntaxException {
        Token object = input.peek();
        if (reset && !object.is("counter") && !object.is("counters") && !object.is("quota") && !object.is("quotas")) {
            throw input.unexpected("counter or counters or quotas or quota");
        }
        input.next();
        switch (object.text()) {
            case "ruleset", "tables", "chains", "sets", "maps", "flowtables", "meters" -> all(object.text(), reset);
            case "counters", "quotas", "limits", "synproxys", "secmarks" -> all(object.text(), reset);
            case "table", "chain", "set", "map", "meter", "flowtable" -> one(object.text(), reset);
            case "counter", "quota", "limit", "synproxy", "secmark" -> {
                input.rewind(input.position() - 1);
                object(reset);
            }
            case "ct" -> {
                if (input.accept("helpers")) {
                    if (!input.at("table")) {
                        throw input.unexpected("table");
                    }
                    all("ct helpers", reset);
                } else {
                    input.rewind(input.position() - 1);
                    object(reset);
                }
            }
            case "hooks" -> hooks();
            default -> {
                input.rewind(input.position() - 1);
                throw input.unexpected("");
            }
        }
    }

    /** The kernel was built without what tells it ({@code CONFIG_NETFILTER_NETLINK_HOOK}): nothing is shown. */
    private void hooks() throws SyntaxException {
        if (!input.atEndOfStatement()) {
            if (Family.of(input.peek().text()).isEmpty()) {
                throw input.unexpected("end of file or newline or semicolon");
            }
            input.next();
        }
        if (input.accept("device")) {
            input.string();
        }
    }

    private void all(String what, boolean reset) throws SyntaxException {
        List<Table> tables = new ArrayList<>();
        boolean one = !input.atEndOfStatement();
        if (input.accept("table")) {
            TableName name = TableName.read(input);
            if (session.live()) {
                tables.add(session.require(name, false));
            }
        } else {
            Family family = TableName.family(input);
            if (session.live()) {
                session.ruleset().tables().stream()
                        .filter(table -> !one || table.family() == family)
                        .forEach(tables::add);
            }
        }
        if (session.live() && session.json()) {
            inJson(what, tables, reset);
        } else {
            // A reset is answered with what it was about, and no table without (NFT_MSG_GETOBJ_RESET).
            tables.stream()
                    .filter(table -> !reset || !objects(what, table).isEmpty())
                    .forEach(table -> show(what, table, reset));
        }
    }

    private void inJson(String what, List<Table> tables, boolean reset) {
        JsonListing listing = new JsonListing(session.style());
        for (Table table : tables) {
            switch (what) {
                case "ruleset" -> {
                    Listing.warn(table, session.err());
                    listing.content(table);
                }
                case "tables" -> listing.table(table);
                case "chains" -> table.chains().values().forEach(chain -> listing.chain(table, chain));
                case "sets", "maps" ->
                    table.sets().values().stream()
                            .filter(set -> set.isMap() == what.equals("maps"))
                            .forEach(set -> listing.set(table, set));
                case "flowtables", "meters" -> {}
                default ->
                    objects(what, table).forEach(object -> {
                        listing.object(table, object);
                        if (reset) {
                            object.reset();
                        }
                    });
            }
        }
        session.out().append(listing);
    }

    private void show(String what, Table table, boolean reset) {
        Listing listing = new Listing(session.style());
        switch (what) {
            case "ruleset" -> {
                Listing.warn(table, session.err());
                listing.table(table);
            }
            case "tables" ->
                listing.line("table " + table.family().word() + " " + table.name()
                        + (session.style().handles() ? " # handle " + table.handle() : ""));
            case "counters", "quotas", "limits", "synproxys", "secmarks", "ct helpers" -> {
                if (!table.objects().isEmpty()) {
                    listing.open(table, false);
                    objects(what, table).forEach(object -> show(listing, object, reset));
                    listing.close();
                }
            }
            default -> {
                listing.open(table, false);
                if (what.equals("flowtables")) {
                    listing.close();
                    session.out().append(listing);
                    return;
                }
                if (what.equals("chains")) {
                    table.chains().values().forEach(chain -> listing.chain(chain, false));
                } else if (what.equals("meters")) {
                    table.meters().values().forEach(listing::set);
                } else {
                    sets(listing, table, what.equals("maps") ? NftSet::isMap : set -> !set.isMap());
                }
                listing.close();
            }
        }
        session.out().append(listing);
    }

    private static void sets(Listing listing, Table table, Predicate<NftSet> wanted) {
        table.sets().values().stream().filter(wanted).forEach(listing::set);
    }

    /** The objects of a kind, by the word for several of them. */
    private static List<NamedObject> objects(String plural, Table table) {
        return table.objects().stream()
                .filter(object -> plural.equals(object.kind().word() + "s"))
                .toList();
    }

    private static void show(Listing listing, NamedObject object, boolean reset) {
        listing.object(object);
        if (reset) {
            object.reset();
        }
    }

    /** {@code list|reset KIND [FAMILY] TABLE NAME}. */
    private void object(boolean reset) throws SyntaxException {
        NamedObject.Kind kind = ObjectCommands.kind(input);
        TableName name = TableName.read(input);
        Token wanted = input.name();
        if (!session.live()) {
            return;
        }
        Table table = session.require(name, true);
        NamedObject object = kind == null ? null : table.object(kind, wanted.text());
        if (object == null) {
            throw new Hints(List.of(table)).noObject(wanted.text(), wanted.span());
        }
        if (session.json()) {
            JsonListing listing = new JsonListing(session.style());
            listing.object(table, object);
            session.out().append(listing);
        } else {
            Listing listing = new Listing(session.style());
            listing.open(table, false);
            listing.object(object);
            listing.close();
            session.out().append(listing);
        }
        if (reset) {
            object.reset();
        }
    }

    private void one(String what, boolean reset) throws SyntaxException {
        TableName name = TableName.read(input);
        if (what.equals("table")) {
            if (session.live() && session.json()) {
                inJson("ruleset", List.of(session.require(name, false)), reset);
            } else if (session.live()) {
                Listing listing = new Listing(session.style());
                Listing.warn(session.require(name, false), session.err());
                listing.table(session.require(name, false));
                session.out().append(listing);
            }
            return;
        }
        Token object = input.name();
        if (!session.live()) {
            return;
        }
        Table table = session.require(name, false);
        if (session.json()) {
            memberInJson(table, what, object);
            return;
        }
        Listing listing = new Listing(session.style());
        if (what.equals("chain")) {
            Listing.warn(table, session.err());
        }
        listing.open(table, false);
        member(listing, table, what, object);
        listing.close();
        session.out().append(listing);
    }

    private void memberInJson(Table table, String what, Token object) throws SyntaxException {
        JsonListing listing = new JsonListing(session.style());
        Chain chain = table.chains().get(object.text());
        NftSet set = table.sets().get(object.text());
        if (what.equals("chain") && chain != null) {
            listing.chain(table, chain);
            listing.rules(table, chain);
        } else if ((what.equals("set") || what.equals("map")) && set != null) {
            listing.set(table, set);
        } else {
            throw SyntaxException.of("No such file or directory", object.span());
        }
        session.out().append(listing);
    }

    private void member(Listing listing, Table table, String what, Token object) throws SyntaxException {
        Chain chain = table.chains().get(object.text());
        boolean meter = what.equals("meter");
        NftSet set = (meter ? table.meters() : table.sets()).get(object.text());
        if (what.equals("chain") && chain != null) {
            listing.chain(chain, true);
        } else if (!what.equals("chain") && set != null && set.isMap() == what.equals("map")) {
            listing.set(set);
        } else {
            throw SyntaxException.of("No such file or directory", object.span());
        }
    }
}
