package dev.vethlab.kernel.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.addr.MacAddress;
import org.junit.jupiter.api.Test;

class FdbTableTest {

    private final FdbTable table = new FdbTable();

    private static FdbEntry entry(long address, int vlan) {
        return new FdbEntry(new MacAddress(address), vlan, null, 0);
    }

    @Test
    void addressesAreToldApartByVlan() {
        FdbEntry one = entry(0x0200_0000_0001L, 1);
        FdbEntry two = entry(0x0200_0000_0001L, 2);
        table.add(one);
        table.add(two);
        assertThat(table.find(one.address(), 1)).isSameAs(one);
        assertThat(table.find(one.address(), 2)).isSameAs(two);
        assertThat(table.find(one.address(), 0)).isNull();
    }

    @Test
    void theNewestComesFirstHoweverManyThereAre() {
        for (int i = 0; i < 1000; i++) {
            table.add(entry(0x0200_0000_0000L + i, 0));
        }
        assertThat(table.all()).hasSize(1000);
        assertThat(table.all().get(0).address()).isEqualTo(new MacAddress(0x0200_0000_0000L + 999));
        for (int i = 0; i < 1000; i++) {
            assertThat(table.find(new MacAddress(0x0200_0000_0000L + i), 0)).isNotNull();
        }
    }

    @Test
    void whatIsRemovedIsGoneFromBothOrders() {
        FdbEntry first = entry(1, 0);
        FdbEntry second = entry(2, 0);
        FdbEntry third = entry(3, 0);
        table.add(first);
        table.add(second);
        table.add(third);
        table.remove(second);
        table.remove(third);
        assertThat(table.all()).containsExactly(first);
        assertThat(table.newest()).isSameAs(first);
        assertThat(table.find(second.address(), 0)).isNull();
    }
}
