package dev.vethlab.kernel.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.Ipv4Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FibTrieTest {

    @Test
    void prefixesAreDumpedByAddressAndTheLongerFirst() {
        FibTrie trie = new FibTrie();
        for (String prefix : List.of("0.0.0.0/0", "240.0.0.0/4", "10.0.0.0/8", "10.0.0.0/24", "9.0.0.0/8")) {
            trie.insert(alias(prefix, FibTable.MAIN, 0, 0), -1);
        }

        assertThat(trie.leaves())
                .extracting(leaf -> leaf.prefix.toString())
                .containsExactly("0.0.0.0/0", "9.0.0.0/8", "10.0.0.0/24", "10.0.0.0/8", "240.0.0.0/4");
    }

    @Test
    void ofOnePrefixTheHigherTosAndThenTheLowerMetricComeFirst() {
        FibTrie trie = new FibTrie();
        insert(trie, alias("10.0.0.0/8", FibTable.MAIN, 0, 5));
        insert(trie, alias("10.0.0.0/8", FibTable.MAIN, 0, 1));
        insert(trie, alias("10.0.0.0/8", FibTable.MAIN, 0x10, 9));
        insert(trie, alias("10.0.0.0/8", FibTable.LOCAL, 0, 7));

        assertThat(trie.leaves().get(0).aliases)
                .extracting(alias ->
                        alias.table() + " " + alias.tos() + " " + alias.info().priority())
                .containsExactly("255 0 7", "254 16 9", "254 0 1", "254 0 5");
    }

    @Test
    void whatIsRemovedIsGoneAndTheRestIsStillFound() {
        FibTrie trie = new FibTrie();
        SplittableRandom random = new SplittableRandom(7);
        List<FibAlias> added = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            Ipv4Prefix prefix = new Ipv4Prefix(new Ipv4Address(random.nextInt()), random.nextInt(33));
            if (trie.leaf(prefix.network().bits(), prefix.length()) == null) {
                FibAlias alias = alias(prefix.toString(), FibTable.MAIN, 0, 0);
                trie.insert(alias, -1);
                added.add(alias);
            }
        }
        for (int i = 0; i < added.size(); i += 2) {
            trie.remove(added.get(i));
        }

        for (int i = 0; i < added.size(); i++) {
            Ipv4Prefix prefix = added.get(i).prefix();
            assertThat(trie.leaf(prefix.network().bits(), prefix.length()) != null)
                    .isEqualTo(i % 2 == 1);
        }
        assertThat(trie.leaves()).hasSize(added.size() / 2);
    }

    private static void insert(FibTrie trie, FibAlias alias) {
        FibTrie.Leaf leaf =
                trie.leaf(alias.prefix().network().bits(), alias.prefix().length());
        trie.insert(alias, FibTrie.find(leaf, alias.tos(), alias.info().priority(), alias.table()));
    }

    private static FibAlias alias(String text, int table, int tos, int priority) {
        String[] parts = text.split("/");
        Ipv4Prefix prefix = new Ipv4Prefix(Ipv4Address.parse(parts[0]).orElseThrow(), Integer.parseInt(parts[1]));
        FibConfig config = new FibConfig(
                0,
                prefix,
                tos,
                table,
                0,
                0,
                RouteType.UNICAST,
                0,
                priority,
                Ipv4Address.ANY,
                RouteMetrics.NONE,
                HopConfig.NONE,
                List.of(),
                0);
        return new FibAlias(prefix, table, tos, RouteType.UNICAST, new FibInfo(config, List.of(), null));
    }
}
