package dev.vethlab.tool.iptables;

import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.netfilter.nftables.DataType;
import dev.vethlab.kernel.netfilter.nftables.FibSelector;
import dev.vethlab.kernel.netfilter.nftables.NftSet;
import dev.vethlab.kernel.netfilter.nftables.Selector;
import dev.vethlab.kernel.netfilter.nftables.SetLookup;
import dev.vethlab.kernel.netfilter.nftables.Statement;
import dev.vethlab.kernel.netfilter.nftables.TextStyle;
import dev.vethlab.kernel.netfilter.nftables.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** {@code -m addrtype}: what routing says of an address. */
final class AddressTypeMatch extends MatchOptions {

    AddressTypeMatch(MatchOptions options) {
        super(options);
    }

    Extension build(Namespace namespace) throws ParameterException {
        StringBuilder save = new StringBuilder();
        StringBuilder list = new StringBuilder(" ADDRTYPE match");
        boolean in = given.containsKey("--limit-iface-in");
        boolean out = given.containsKey("--limit-iface-out");
        List<Statement> parts = new ArrayList<>();
        StringBuilder translation = new StringBuilder();
        for (String option : List.of("--src-type", "--dst-type")) {
            if (!given.containsKey(option)) {
                continue;
            }
            String types = given.get(option).toUpperCase(Locale.ROOT);
            save.append(save.isEmpty() ? "" : " ")
                    .append(bang(option))
                    .append(option)
                    .append(' ')
                    .append(types);
            list.append(' ')
                    .append(option.substring(2))
                    .append(' ')
                    .append(not(option) ? "!" : "")
                    .append(types);
            List<Statement> alternatives = new ArrayList<>();
            List<String> words = new ArrayList<>();
            FibSelector fib = new FibSelector(option.equals("--src-type"), in, out, false, "type", false);
            NftSet set = new NftSet(namespace.net().machine(), "", List.of(DataType.FIB_ADDRTYPE), null);
            for (String type : types.split(",")) {
                String word = type.toLowerCase(Locale.ROOT);
                long value = DataType.FIB_ADDRTYPE
                        .symbol(word)
                        .orElseThrow(() -> ParameterException.problem("addrtype: bad type `" + type + "'"));
                set.add(new NftSet.Element(List.of(Value.of(value)), null, null, 0, 0, ""));
                words.add(word);
            }
            alternatives.add(new SetLookup(List.<Selector>of(fib), not(option), set));
            parts.addAll(alternatives);
            // The bits of the types are gone through in their order ({@code print_types_xlate}).
            words.sort(Comparator.comparingLong(
                    word -> DataType.FIB_ADDRTYPE.symbol(word).orElse(0)));
            String shown = words.size() == 1 ? words.get(0) : "{ " + String.join(", ", words) + " }";
            translation.append(translation.isEmpty() ? "" : " ");
            translation.append(fib.text(TextStyle.PLAIN));
            translation.append(not(option) ? " != " : " ").append(shown);
        }
        save.append(in ? " --limit-iface-in" : "").append(out ? " --limit-iface-out" : "");
        list.append(in ? " limit-in" : "").append(out ? " limit-out" : "");
        return new Extension(
                name,
                save.toString(),
                list.toString(),
                list.toString(),
                extension(translation.toString(), parts.toArray(Statement[]::new)));
    }
}
