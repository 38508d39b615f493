package dev.vethlab.vswitch.action;

import dev.vethlab.vswitch.flow.Field;
import dev.vethlab.vswitch.flow.FieldText;
import dev.vethlab.vswitch.flow.Fields;
import dev.vethlab.vswitch.flow.FlowException;
import dev.vethlab.vswitch.flow.KeyValues;
import dev.vethlab.vswitch.flow.PortNames;
import dev.vethlab.vswitch.flow.Subfield;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what stands in {@code ct(...)} ({@code parse_CT}). */
final class TrackReader {

    private static final int MOST_ZONE = 0xffff;

    private final PortNames ports;
    private boolean commit;
    private boolean force;
    private int table = ActionReader.ANY_TABLE;
    private int zone;
    private Optional<Subfield> zoneSource = Optional.empty();
    private Optional<NatSpec> nat = Optional.empty();
    private List<Action> changes = List.of();

    private TrackReader(PortNames ports) {
        this.ports = ports;
    }

    static Action.Track read(String text, PortNames ports) {
        TrackReader reader = new TrackReader(ports);
        KeyValues.read(text).forEach(reader::take);
        if (reader.force && !reader.commit) {
            throw new FlowException("\"force\" flag requires \"commit\" flag.");
        }
        return new Action.Track(
                reader.commit, reader.force, reader.table, reader.zone, reader.zoneSource, reader.nat, reader.changes);
    }

    private void take(KeyValues.Entry entry) {
        String value = entry.value();
        switch (entry.key()) {
            case "commit" -> commit = true;
            case "force" -> force = true;
            case "table" -> takeTable(value);
            case "zone" -> takeZone(value);
            case "nat" -> nat = Optional.of(NatReader.read(value));
            case "exec" -> takeChanges(value);
            case "alg" ->
                throw new FlowException(
                        value.equals("ftp") || value.equals("tftp")
                                ? "helpers of connection tracking (alg=" + value + ") are not simulated in this lab"
                                : "invalid conntrack helper \"" + value + "\"");
            default -> throw new FlowException("invalid argument to \"ct\" action: `" + entry.key() + "'");
        }
    }

    private void takeTable(String value) {
        table = ActionReader.table(value).orElseThrow(() -> new FlowException("unknown table " + value));
        if (table == ActionReader.ANY_TABLE) {
            throw new FlowException("invalid table 0xff");
        }
    }

    private void takeZone(String value) {
        try {
            long number = FieldText.unsigned(value);
            if (number >= 0 && number <= MOST_ZONE) {
                zone = (int) number;
                return;
            }
        } catch (NumberFormatException field) {
            // Then it is to be a field.
        }
        if (value.indexOf('[') < 0) {
            throw new FlowException(value + ": unknown field `" + value + "'");
        }
        zoneSource = Optional.of(Subfield.read(value));
    }

    private void takeChanges(String value) {
        changes = ActionReader.read(value, ports, true).actions();
        for (Action change : changes) {
            Field target = target(change);
            if (target == null) {
                throw new FlowException("ct action doesn't support nested action " + ActionText.name(change));
            }
            if (!Fields.isOfConnections(target)) {
                throw new FlowException("ct action doesn't support nested modification of " + target.name());
            }
        }
    }

    private static @Nullable Field target(Action change) {
        if (change instanceof Action.SetField set) {
            return set.field();
        }
        if (change instanceof Action.Load load) {
            return load.target().field();
        }
        return change instanceof Action.Move move ? move.target().field() : null;
    }
}
