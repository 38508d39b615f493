package dev.vethlab.vswitch.action;

import dev.vethlab.vswitch.action.LearnSpec.Part;
import dev.vethlab.vswitch.action.LearnSpec.Target;
import dev.vethlab.vswitch.flow.FieldText;
import dev.vethlab.vswitch.flow.FlowException;
import dev.vethlab.vswitch.flow.KeyValues;
import dev.vethlab.vswitch.flow.MatchText;
import dev.vethlab.vswitch.flow.PortNames;
import dev.vethlab.vswitch.flow.Subfield;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what stands in {@code learn(...)} ({@code learn_parse}). */
final class LearnReader {

    private final String whole;
    private final PortNames ports;
    private final List<Part> parts = new ArrayList<>();
    private int table = 1;
    private int idleTimeout;
    private int hardTimeout;
    private int finIdleTimeout;
    private int finHardTimeout;
    private int priority = MatchText.DEFAULT_PRIORITY;
    private boolean sendFlowRemoved;
    private boolean deleteLearned;
    private long cookie;
    private long limit;

    LearnReader(String whole, PortNames ports) {
        this.whole = whole;
        this.ports = ports;
    }

    LearnSpec read() {
        KeyValues.read(whole).forEach(this::take);
        return new LearnSpec(
                table,
                idleTimeout,
                hardTimeout,
                finIdleTimeout,
                finHardTimeout,
                priority,
                sendFlowRemoved,
                deleteLearned,
                cookie,
                limit,
                List.copyOf(parts));
    }

    private void take(KeyValues.Entry entry) {
        String value = entry.value();
        switch (entry.key()) {
            case "table" -> table = table(value);
            case "priority" -> priority = number(value);
            case "idle_timeout" -> idleTimeout = number(value);
            case "hard_timeout" -> hardTimeout = number(value);
            case "fin_idle_timeout" -> finIdleTimeout = number(value);
            case "fin_hard_timeout" -> finHardTimeout = number(value);
            case "cookie" -> cookie = cookie(value);
            case "limit" -> limit = number(value);
            case "send_flow_rem" -> sendFlowRemoved = true;
            case "delete_learned" -> deleteLearned = true;
            case "load" -> parts.add(load(value));
            case "output" -> parts.add(new Part(Target.OUTPUT, Optional.of(Subfield.read(value)), 0, Optional.empty()));
            default -> parts.add(match(entry));
        }
    }

    private int table(String value) {
        int number = ActionReader.table(value).orElseThrow(() -> new FlowException("unknown table \"" + value + "\""));
        if (number == ActionReader.ANY_TABLE) {
            throw new FlowException(whole + ": table id 255 not valid for `learn' action");
        }
        return number;
    }

    /** As {@code strtoull} reads. */
    private static long cookie(String value) {
        try {
            return FieldText.unsigned(value);
        } catch (NumberFormatException none) {
            return 0;
        }
    }

    /** As {@code atoi} reads. */
    private static int number(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException none) {
            return 0;
        }
    }

    private Part match(KeyValues.Entry entry) {
        Subfield destination;
        try {
            String name = entry.key();
            destination = name.indexOf('[') < 0 ? wholeField(name) : Subfield.read(name);
        } catch (FlowException unknown) {
            throw new FlowException(whole + ": unknown keyword " + entry.key());
        }
        if (entry.value().isEmpty()) {
            return new Part(Target.MATCH, Optional.of(destination), 0, Optional.of(destination));
        }
        if (entry.value().indexOf('[') < 0) {
            return new Part(Target.MATCH, Optional.empty(), immediate(destination, entry), Optional.of(destination));
        }
        Subfield source = Subfield.read(entry.value());
        if (source.bits() != destination.bits()) {
            throw new FlowException(whole + ": bit widths of " + entry.key() + " (" + source.bits() + ") and "
                    + entry.value() + " (" + destination.bits() + ") differ");
        }
        return new Part(Target.MATCH, Optional.of(source), 0, Optional.of(destination));
    }

    private static Subfield wholeField(String name) {
        return Subfield.read(name + "[]");
    }

    private long immediate(Subfield destination, KeyValues.Entry entry) {
        String problem;
        try {
            if (destination.bits() == destination.field().bits()) {
                return FieldText.read(destination.field(), entry.value(), ports).value();
            }
            long value = FieldText.unsigned(entry.value());
            if ((value & ~destination.mask()) == 0) {
                return value;
            }
            problem = whole + ": value " + FieldText.write(destination.field(), value, -1L, ports)
                    + " does not fit into " + destination.bits() + " bits";
        } catch (NumberFormatException bad) {
            problem = whole + ": cannot parse integer value";
        } catch (FlowException bad) {
            problem = bad.getMessage();
        }
        throw new FlowException(whole + ": " + entry.key() + " value " + entry.value()
                + " cannot be parsed as a subfield (" + entry.value()
                + ": missing [ looking for field name) or an immediate value (" + problem + ")");
    }

    private Part load(String value) {
        int arrow = value.indexOf("->");
        if (arrow < 0) {
            throw new FlowException("load: missing `->' in `" + value + "'");
        }
        if (arrow == 0) {
            throw new FlowException("load: missing source before `->' in `" + value + "'");
        }
        String from = value.substring(0, arrow);
        Subfield target = Subfield.read(value.substring(arrow + 2));
        try {
            long number = FieldText.unsigned(from);
            if ((number & ~target.mask()) != 0) {
                throw new FlowException(value + ": value does not fit into " + target.bits() + " bits");
            }
            return new Part(Target.LOAD, Optional.empty(), number, Optional.of(target));
        } catch (NumberFormatException field) {
            return new Part(Target.LOAD, Optional.of(Subfield.read(from)), 0, Optional.of(target));
        }
    }
}
