package dev.vethlab.tool.ovs.ofctl;

import dev.vethlab.vswitch.action.Action;
import dev.vethlab.vswitch.action.ActionText;
import dev.vethlab.vswitch.action.ActionVersions;
import dev.vethlab.vswitch.flow.Field;
import dev.vethlab.vswitch.flow.FieldText;
import dev.vethlab.vswitch.flow.FlowMatch;
import dev.vethlab.vswitch.flow.PortNames;
import dev.vethlab.vswitch.ofproto.Bucket;
import dev.vethlab.vswitch.ofproto.Group;
import dev.vethlab.vswitch.ofproto.GroupMod;
import dev.vethlab.vswitch.ofproto.GroupType;
import dev.vethlab.vswitch.ofproto.Selection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Prints groups ({@code ofp_print_group}).
 *
 * @param protocol the version of OpenFlow that is spoken, 10 to 15: those between tell less
 */
record GroupPrinter(int protocol, PortNames ports) {

    private static final int NEWEST = 15;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MILLISECOND_NS = 1_000_000L;

    private boolean tellsAll() {
        return protocol == OfctlOptions.EARLY || protocol == NEWEST;
    }

    String print(Group group) {
        return " group_id=" + group.id() + ",type=" + group.type().word() + selection(group.selection())
                + buckets(group.type(), group.buckets()) + "\n";
    }

    /** A request that was refused ({@code ofputil_group_mod_format__}). */
    String refused(GroupMod mod) {
        String command = switch (mod.command()) {
            case ADD -> "ADD ";
            case MODIFY -> "MOD ";
            case ADD_OR_MODIFY -> "ADD_OR_MOD ";
            case DELETE -> "DEL ";
            case INSERT_BUCKET -> "INSERT_BUCKET command_bucket_id:" + place(mod.place()) + ",";
            case REMOVE_BUCKET -> "REMOVE_BUCKET command_bucket_id:" + place(mod.place()) + ",";
        };
        boolean typed =
                mod.command() != GroupMod.Command.INSERT_BUCKET && mod.command() != GroupMod.Command.REMOVE_BUCKET;
        return " " + command + "group_id=" + mod.id()
                + (typed ? ",type=" + mod.type().word() : "") + selection(mod.selection())
                + buckets(mod.type(), mod.buckets()) + "\n";
    }

    private static String place(long place) {
        if (place == GroupMod.FIRST_BUCKET) {
            return "first";
        }
        return place == GroupMod.LAST_BUCKET ? "last" : place == GroupMod.ALL_BUCKETS ? "all" : Long.toString(place);
    }

    private String selection(Selection selection) {
        if (selection.method().isEmpty() || !tellsAll()) {
            return "";
        }
        StringJoiner fields = new StringJoiner(",");
        for (Map.Entry<Field, Long> entry : selection.fields().entrySet()) {
            Field field = entry.getKey();
            boolean whole = entry.getValue() == field.mask();
            fields.add(
                    field.name() + (whole ? "" : "=" + FieldText.write(field, entry.getValue(), field.mask(), ports)));
        }
        int count = selection.fields().size();
        return ",selection_method=" + selection.method()
                + (selection.parameter() == 0 ? "" : ",selection_method_param=" + selection.parameter())
                + (count == 0 ? "" : count == 1 ? ",fields=" + fields : ",fields(" + fields + ")");
    }

    private String buckets(GroupType type, List<Bucket> buckets) {
        StringBuilder text = new StringBuilder();
        for (Bucket bucket : buckets) {
            text.append(",bucket=");
            text.append(tellsAll() ? "bucket_id:" + bucket.id() + "," : "");
            text.append(bucket.weight() == (type == GroupType.SELECT ? 1 : 0) ? "" : "weight:" + bucket.weight() + ",");
            bucket.watchPort()
                    .ifPresent(port ->
                            text.append("watch_port:").append(ports.write(port)).append(','));
            bucket.watchGroup()
                    .ifPresent(
                            group -> text.append("watch_group:").append(group).append(','));
            List<Action> said = protocol == OfctlOptions.EARLY
                    ? ActionVersions.early(bucket.actions())
                    : ActionVersions.later(bucket.actions(), FlowMatch.all());
            text.append("actions=").append(ActionText.write(said, ports));
        }
        return text.toString();
    }

    /** {@code ofputil_group_stats_format}. */
    String statistics(Group group, int references, long nowNs) {
        StringBuilder text = new StringBuilder(" group_id=").append(group.id()).append(',');
        if (protocol == OfctlOptions.EARLY || protocol >= 13) {
            long age = nowNs - group.createdNs();
            text.append(String.format(
                    Locale.ROOT, "duration=%d.%03ds,", age / SECOND_NS, age % SECOND_NS / MILLISECOND_NS));
        }
        text.append("ref_count=").append(references);
        text.append(",packet_count=").append(group.packets());
        text.append(",byte_count=").append(group.bytes());
        for (int i = 0; i < group.buckets().size(); i++) {
            text.append(",bucket").append(i);
            text.append(":packet_count=").append(group.packets(i));
            text.append(",byte_count=").append(group.bytes(i));
        }
        return text.append('\n').toString();
    }
}
