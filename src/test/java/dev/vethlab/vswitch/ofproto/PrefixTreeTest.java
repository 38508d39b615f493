package dev.vethlab.vswitch.ofproto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.addr.Ipv4Address;
import org.junit.jupiter.api.Test;

class PrefixTreeTest {

    private final PrefixTree tree = new PrefixTree();

    private static int bits(int first, int second) {
        return Ipv4Address.of(first, second, 0, 0).bits();
    }

    @Test
    void anEmptyOneNeedsNoLook() {
        assertThat(tree.lookup(bits(10, 1))).isEqualTo(new PrefixTree.Lookup(0, 0));
    }

    @Test
    void aValueIsLookedAtAsFarAsItDiffers() {
        tree.change(bits(10, 0), 8, 1);
        assertThat(tree.lookup(bits(10, 200))).isEqualTo(new PrefixTree.Lookup(8, 1L << 7));
        assertThat(tree.lookup(bits(11, 0)).length()).isEqualTo(8);
        assertThat(tree.lookup(bits(192, 0)).length()).isEqualTo(1);
    }

    @Test
    void longerPrefixesAreLookedAtOnlyWhereTheyLead() {
        tree.change(bits(10, 0), 8, 1);
        tree.change(bits(10, 1), 16, 1);
        assertThat(tree.lookup(bits(10, 1))).isEqualTo(new PrefixTree.Lookup(16, 1L << 7 | 1L << 15));
        assertThat(tree.lookup(bits(10, 128))).isEqualTo(new PrefixTree.Lookup(9, 1L << 7));
    }

    @Test
    void whatIsTakenBackIsForgotten() {
        tree.change(bits(10, 0), 8, 1);
        tree.change(bits(10, 0), 8, -1);
        assertThat(tree.lookup(bits(10, 0))).isEqualTo(new PrefixTree.Lookup(0, 0));
    }
}
