package dev.vethlab.tool.ovs.ofctl;

import dev.vethlab.vswitch.action.Action;
import dev.vethlab.vswitch.action.ActionReader;
import dev.vethlab.vswitch.action.ActionVersions;
import dev.vethlab.vswitch.flow.Field;
import dev.vethlab.vswitch.flow.FieldText;
import dev.vethlab.vswitch.flow.Fields;
import dev.vethlab.vswitch.flow.FlowException;
import dev.vethlab.vswitch.flow.FlowMatch;
import dev.vethlab.vswitch.flow.KeyValues;
import dev.vethlab.vswitch.flow.PortNames;
import dev.vethlab.vswitch.ofproto.Bucket;
import dev.vethlab.vswitch.ofproto.GroupMod;
import dev.vethlab.vswitch.ofproto.GroupMod.Command;
import dev.vethlab.vswitch.ofproto.GroupType;
import dev.vethlab.vswitch.ofproto.Selection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads a group as {@code add-group} and others take it ({@code parse_ofp_group_mod_str__}). */
final class GroupModReader {

    private static final String BUCKET = "bucket=";
    private static final long NONE = 0xffff_ffffL;

    private final Command command;
    private final PortNames ports;
    private final boolean later;
    private final boolean hasType;
    private final boolean hasPlace;
    private long id = NONE;
    private GroupType type = GroupType.ALL;
    private boolean typeSaid;
    private String method = "";
    private long parameter;
    private final Map<Field, Long> fields = new LinkedHashMap<>();
    private long place = GroupMod.ALL_BUCKETS;
    private boolean placeSaid;

    /**
     * @param later whether OpenFlow 1.1 or later is spoken
     */
    GroupModReader(Command command, boolean later, PortNames ports) {
        this.command = command;
        this.later = later;
        this.ports = ports;
        this.hasType = command == Command.ADD || command == Command.MODIFY || command == Command.ADD_OR_MODIFY;
        this.hasPlace = command == Command.INSERT_BUCKET || command == Command.REMOVE_BUCKET;
    }

    GroupMod read(String text) {
        if (command == Command.DELETE && text.isEmpty()) {
            return new GroupMod(command, GroupMod.ALL, type, Selection.NONE, List.of(), place);
        }
        int buckets = text.indexOf(BUCKET);
        refuseIf(buckets >= 0 && !hasType && command != Command.INSERT_BUCKET, "bucket is not needed");
        KeyValues.read(buckets < 0 ? text : text.substring(0, buckets)).forEach(this::take);
        refuseIf(id == NONE, "must specify a group_id");
        refuseIf(hasType && !typeSaid, "must specify a type");
        refuseIf(
                !method.equals("hash") && !fields.isEmpty(),
                "fields may only be specified with \"selection_method=hash\"");
        refuseIf(
                method.isEmpty() && parameter != 0, "selection_method_param is only allowed with \"selection_method\"");
        refuseIf(command == Command.INSERT_BUCKET && !placeSaid, "must specify a command bucket id");
        refuseIf(!hasPlace && placeSaid, "command bucket id is not needed");
        return new GroupMod(command, id, type, new Selection(method, parameter, fields), buckets(text, buckets), place);
    }

    private static void refuseIf(boolean wrong, String why) {
        if (wrong) {
            throw new FlowException(why);
        }
    }

    private void take(KeyValues.Entry entry) {
        String value = entry.value();
        switch (entry.key()) {
            case "command_bucket_id" -> takePlace(value);
            case "group_id" -> {
                id = value.equals("all") ? GroupMod.ALL : number(value, NONE);
                refuseIf(id != GroupMod.ALL && id > GroupMod.MOST, "invalid group id " + id);
            }
            case "type" -> takeType(value);
            case "selection_method" -> {
                refuseIf(!hasType, "selection method is not needed");
                refuseIf(value.length() >= 16, "selection method is longer than 15 bytes long");
                method = value;
            }
            case "selection_method_param" -> {
                refuseIf(!hasType, "selection method param is not needed");
                parameter = number(value, Long.MAX_VALUE);
            }
            case "fields" -> {
                refuseIf(!hasType, "fields are not needed");
                KeyValues.read(value).forEach(this::takeField);
            }
            default -> throw new FlowException("unknown keyword " + entry.key());
        }
    }

    private void takePlace(String value) {
        refuseIf(!hasPlace, "command bucket id is not needed");
        place = switch (value) {
            case "all" -> GroupMod.ALL_BUCKETS;
            case "first" -> GroupMod.FIRST_BUCKET;
            case "last" -> GroupMod.LAST_BUCKET;
            default -> number(value, NONE);
        };
        refuseIf(place > GroupMod.MOST_BUCKET && place < GroupMod.FIRST_BUCKET, "invalid command bucket id " + place);
        refuseIf(
                place == GroupMod.ALL_BUCKETS && command != Command.REMOVE_BUCKET,
                "command_bucket_id=all is not permitted");
        placeSaid = true;
    }

    private void takeType(String value) {
        refuseIf(!hasType, "type is not needed");
        type = switch (value) {
            case "all" -> GroupType.ALL;
            case "select" -> GroupType.SELECT;
            case "indirect" -> GroupType.INDIRECT;
            case "ff", "fast_failover" -> GroupType.FAST_FAILOVER;
            default -> throw new FlowException("invalid group type " + value);
        };
        typeSaid = true;
    }

    private void takeField(KeyValues.Entry entry) {
        Field field = Fields.byName(entry.key()).orElseThrow(() -> new FlowException(": unknown field " + entry.key()));
        refuseIf(fields.containsKey(field), entry.key() + ": duplicate field");
        String value = entry.value();
        fields.put(
                field,
                value.isEmpty()
                        ? field.mask()
                        : FieldText.read(field, value, ports).value());
    }

    private static long number(String value, long most) {
        try {
            long number = FieldText.unsigned(value);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException bad) {
            throw new FlowException("invalid numeric format " + value);
        }
        throw new FlowException("invalid numeric format " + value);
    }

    private List<Bucket> buckets(String text, int first) {
        List<Bucket> buckets = new ArrayList<>();
        int at = first;
        while (at >= 0) {
            int next = text.indexOf(BUCKET, at + 1);
            String one = text.substring(at + BUCKET.length(), next < 0 ? text.length() : next);
            Bucket bucket = bucket(one);
            refuseIf(
                    command != Command.INSERT_BUCKET && type != GroupType.SELECT && bucket.weight() != 0,
                    "Only select groups can have bucket weights.");
            buckets.add(bucket.id() == NONE ? bucket.withId(freeId(buckets)) : bucket);
            at = next;
        }
        refuseIf(type == GroupType.INDIRECT && buckets.size() > 1, "Indirect groups can have at most one bucket.");
        return buckets;
    }

    /** Buckets are numbered as they come where nothing is said. */
    private static long freeId(List<Bucket> buckets) {
        long free = 0;
        for (Bucket bucket : buckets) {
            free = Math.max(free, bucket.id() + 1);
        }
        return free;
    }

    /** {@code parse_bucket_str}. */
    private Bucket bucket(String text) {
        long number = NONE;
        int weight = type == GroupType.SELECT ? 1 : 0;
        OptionalInt watchPort = OptionalInt.empty();
        OptionalLong watchGroup = OptionalLong.empty();
        List<String> actions = new ArrayList<>();
        for (KeyValues.Entry entry : KeyValues.read(text)) {
            String value = entry.value();
            switch (entry.key().toLowerCase(Locale.ROOT)) {
                case "weight" -> weight = (int) number(value, 0xffff);
                case "watch_port" ->
                    watchPort = OptionalInt.of(
                            ports.read(value).orElseThrow(() -> new FlowException(value + ": invalid watch_port")));
                case "watch_group" -> watchGroup = OptionalLong.of(number(value, GroupMod.MOST));
                case "bucket_id" -> number = number(value, GroupMod.MOST_BUCKET);
                case "action", "actions" -> actions.add(value);
                default -> actions.add(entry.key() + "(" + value + ")");
            }
        }
        refuseIf(actions.isEmpty(), "bucket must specify actions");
        refuseIf(
                type == GroupType.FAST_FAILOVER && watchPort.isEmpty() && watchGroup.isEmpty(),
                "fast failover bucket requires watch_port or watch_group");
        List<Action> read = ActionReader.read(String.join(",", actions), ports).actions();
        List<Action> said = later ? ActionVersions.later(read, FlowMatch.all()) : ActionVersions.early(read);
        return new Bucket(number, weight, watchPort, watchGroup, said);
    }
}
