package dev.vethlab.vswitch;

import dev.vethlab.vswitch.database.Database;
import dev.vethlab.vswitch.database.Row;
import dev.vethlab.vswitch.ofproto.MirrorSettings;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The mirrors that the database wants a bridge to have ({@code bridge_configure_mirrors}). */
final class Mirrors {

    private Mirrors() {}

    static List<MirrorSettings> of(Row bridge, Database database) {
        List<MirrorSettings> mirrors = new ArrayList<>();
        for (Row row : bridge.references("mirrors", database)) {
            BitSet vlans = new BitSet();
            row.get("select_vlan").atoms().forEach(vlan -> vlans.set(((Long) vlan).intValue()));
            String output =
                    ports(row, "output_port", database).stream().findFirst().orElse("");
            int outputVlan = row.get("output_vlan").number().orElse(0L).intValue();
            if (!output.isEmpty() || outputVlan != 0) {
                mirrors.add(new MirrorSettings(
                        row.get("select_all").text().equals("true"),
                        ports(row, "select_src_port", database),
                        ports(row, "select_dst_port", database),
                        vlans,
                        output,
                        outputVlan));
            }
        }
        return mirrors;
    }

    private static Set<String> ports(Row row, String column, Database database) {
        return row.references(column, database).stream().map(Row::name).collect(Collectors.toSet());
    }
}
