package dev.vethlab.tool.nft;

import dev.vethlab.kernel.netfilter.nftables.Chain;
import dev.vethlab.kernel.netfilter.nftables.Family;
import dev.vethlab.kernel.netfilter.nftables.NamedCounter;
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
            case "ruleset", "tables", "chains", "sets", "maps", "counters", "quotas", "flowtables", "meters" ->
                all(object.text(), reset);
            case "table", "chain", "set", "map", "counter", "meter" -> one(object.text(), reset);
            default -> {
                input.rewind(input.position() - 1);
                throw input.unexpected("");
            }
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
            tables.forEach(table -> show(what, table, reset));
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
                case "counters" -> {
                    for (NamedCounter counter : table.counters().values()) {
                        listing.counter(table, counter);
                        if (reset) {
                            counter.counter().reset();
                        }
                    }
                }
                default -> {}
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
            case "counters" -> counters(listing, table, reset);
            case "quotas" -> {}
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

    private static void counters(Listing listing, Table table, boolean reset) {
        if (!table.counters().isEmpty()) {
            listing.open(table, false);
            for (NamedCounter counter : table.counters().values()) {
                counter(listing, counter, reset);
            }
            listing.close();
        }
    }

    private static void counter(Listing listing, NamedCounter counter, boolean reset) {
        listing.counter(counter);
        if (reset) {
            counter.counter().reset();
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
        Table table = session.require(name, what.equals("counter"));
        if (session.json()) {
            memberInJson(table, what, object);
            return;
        }
        Listing listing = new Listing(session.style());
        if (what.equals("chain")) {
            Listing.warn(table, session.err());
        }
        listing.open(table, false);
        member(listing, table, what, object, reset);
        listing.close();
        session.out().append(listing);
    }

    private void memberInJson(Table table, String what, Token object) throws SyntaxException {
        JsonListing listing = new JsonListing(session.style());
        Chain chain = table.chains().get(object.text());
        NftSet set = table.sets().get(object.text());
        NamedCounter counter = table.counters().get(object.text());
        if (what.equals("chain") && chain != null) {
            listing.chain(table, chain);
            listing.rules(table, chain);
        } else if (what.equals("counter") && counter != null) {
            listing.counter(table, counter);
        } else if ((what.equals("set") || what.equals("map")) && set != null) {
            listing.set(table, set);
        } else {
            throw missing(table, what, object);
        }
        session.out().append(listing);
    }

    private void member(Listing listing, Table table, String what, Token object, boolean reset) throws SyntaxException {
        Chain chain = table.chains().get(object.text());
        boolean meter = what.equals("meter");
        NftSet set = (meter ? table.meters() : table.sets()).get(object.text());
        NamedCounter counter = table.counters().get(object.text());
        if (what.equals("chain") && chain != null) {
            listing.chain(chain, true);
        } else if (what.equals("counter") && counter != null) {
            counter(listing, counter, reset);
        } else if (!what.equals("chain")
                && !what.equals("counter")
                && set != null
                && set.isMap() == what.equals("map")) {
            listing.set(set);
        } else {
            throw missing(table, what, object);
        }
    }

    /** Of what is missing the program has fetched the one table that it is asked about. */
    private static SyntaxException missing(Table table, String what, Token object) {
        return what.equals("counter")
                ? new Hints(List.of(table)).noObject(object.text(), object.span())
                : SyntaxException.of("No such file or directory", object.span());
    }
}
