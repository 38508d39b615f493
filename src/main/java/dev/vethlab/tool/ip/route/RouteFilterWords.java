package dev.vethlab.tool.ip.route;

import dev.vethlab.addr.InetPrefix;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.DsFields;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Numbers;
import dev.vethlab.tool.ip.grammar.PrefixText;
import dev.vethlab.tool.ip.grammar.Realms;
import dev.vethlab.tool.ip.grammar.RouteProtocols;
import dev.vethlab.tool.ip.grammar.RouteTables;
import dev.vethlab.tool.ip.grammar.Scopes;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads which routes are to be listed or flushed ({@code iproute_list_flush_or_save}). */
final class RouteFilterWords {

    private static final int MAIN = 254;

    private final IpContext context;
    private final Arguments arguments;
    private final RouteFilter filter = new RouteFilter();
    private String oif = "";
    private String iif = "";

    RouteFilterWords(IpContext context, Arguments arguments) {
        this.context = context;
        this.arguments = arguments;
    }

    RouteFilter read() {
        filter.table = MAIN;
        while (arguments.hasNext()) {
            read(arguments.next());
        }
        if (!iif.isEmpty()) {
            filter.iif = OptionalInt.of(context.devices().require(iif));
        }
        if (!oif.isEmpty()) {
            filter.oif = OptionalInt.of(context.devices().require(oif));
        }
        return filter;
    }

    private void read(String word) {
        if (Arguments.matches(word, "table")) {
            readTable(arguments.next());
        } else if (Arguments.matches(word, "vrf")) {
            String name = arguments.next();
            int vrf = context.devices().tableOfVrf(name);
            if (vrf == 0) {
                throw ExitException.invalid("Invalid VRF\n", name);
            }
            filter.table = vrf;
            filter.toOthersOnly = true;
        } else if (Arguments.matches(word, "cached") || Arguments.matches(word, "cloned")) {
            filter.cloned = true;
        } else if (word.equals("tos") || Arguments.matches(word, "dsfield")) {
            String value = arguments.next();
            filter.tos = required(DsFields.read(value), "TOS value is invalid\n", value);
        } else if (Arguments.matches(word, "protocol")) {
            String value = arguments.next();
            OptionalInt number = RouteProtocols.read(value);
            filter.protocol = value.equals("all") ? number : required(number, "invalid \"protocol\"\n", value);
        } else if (Arguments.matches(word, "scope")) {
            String value = arguments.next();
            OptionalInt number = Scopes.number(value);
            filter.scope = value.equals("all") ? number : required(number, "invalid \"scope\"\n", value);
        } else if (Arguments.matches(word, "type")) {
            String value = arguments.next();
            required(RouteTypes.number(value), "node type value is invalid\n", value);
            filter.type = RouteTypes.read(value);
            filter.impossibleType = filter.type.isEmpty();
        } else {
            readMore(word);
        }
    }

    private void readTable(String value) {
        OptionalInt table = RouteTables.read(value);
        if (table.isPresent()) {
            filter.table = table.getAsInt();
        } else if (value.equals("all")) {
            filter.table = 0;
        } else if (value.equals("cache")) {
            filter.cloned = true;
        } else if (value.equals("help")) {
            throw ExitException.usage(RouteUsage.TEXT);
        } else {
            throw ExitException.invalid("table id value is invalid\n", value);
        }
    }

    private void readMore(String word) {
        switch (word) {
            case "dev", "oif" -> oif = arguments.next();
            case "iif" -> iif = arguments.next();
            case "mark" -> filter.mark = u32("invalid mark value");
            case "via" -> {
                String value = arguments.next();
                filter.via = prefix(value.equals("inet") ? arguments.next() : value);
            }
            case "src" -> filter.preferredSource = prefix(arguments.next());
            default -> readLast(word);
        }
    }

    private void readLast(String word) {
        if (Arguments.matches(word, "metric") || Arguments.matches(word, "priority") || word.equals("preference")) {
            filter.metric = u32("\"metric\" value is invalid\n");
        } else if (Arguments.matches(word, "realms")) {
            readRealms(arguments.next());
        } else if (Arguments.matches(word, "from")) {
            readPrefix(arguments.next(), true);
        } else {
            readPrefix(Arguments.matches(word, "to") ? arguments.next() : word, false);
        }
    }

    private void readRealms(String value) {
        filter.realm = required(Realms.read(value), "invalid realms\n", value);
        int realm = filter.realm.getAsInt();
        filter.realmMask = -1;
        if ((realm & 0xffff) == 0 && value.endsWith("/")) {
            filter.realmMask &= ~0xffff;
        }
        if ((realm & 0xffff0000) == 0 && (!value.contains("/") || value.startsWith("/"))) {
            filter.realmMask &= 0xffff;
        }
    }

    private void readPrefix(String word, boolean source) {
        boolean root = Arguments.matches(word, "root");
        boolean match = !root && Arguments.matches(word, "match");
        boolean exact = !root && !match && Arguments.matches(word, "exact");
        Optional<InetPrefix> prefix = prefix(root || match || exact ? arguments.next() : word);
        if (source) {
            filter.sourceRoot = match ? filter.sourceRoot : prefix;
            filter.sourceMatch = root ? filter.sourceMatch : prefix;
        } else {
            filter.root = match ? filter.root : prefix;
            filter.match = root ? filter.match : prefix;
        }
    }

    private Optional<InetPrefix> prefix(String value) {
        InetPrefix prefix = PrefixText.prefix(value, context.options().family());
        boolean any = !prefix.lengthGiven() && !prefix.addressGiven();
        return any ? Optional.empty() : Optional.of(prefix);
    }

    private OptionalInt u32(String complaint) {
        String value = arguments.next();
        OptionalLong number = Numbers.u32(value, 0);
        if (number.isEmpty()) {
            throw ExitException.invalid(complaint, value);
        }
        return OptionalInt.of((int) number.getAsLong());
    }

    private static OptionalInt required(OptionalInt number, String complaint, String value) {
        if (number.isEmpty()) {
            throw ExitException.invalid(complaint, value);
        }
        return number;
    }
}
