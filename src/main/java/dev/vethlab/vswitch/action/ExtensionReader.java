package dev.vethlab.vswitch.action;

import dev.vethlab.vswitch.flow.FieldText;
import dev.vethlab.vswitch.flow.FlowException;
import dev.vethlab.vswitch.flow.KeyValues;
import dev.vethlab.vswitch.flow.PortNames;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the actions that are more than a change of headers or a way out: groups, queues, connections, copies. */
final class ExtensionReader {

    private static final long MOST = 0xffff_ffffL;
    private static final int MOST_CLAUSES = 64;
    private static final Pattern CONJUNCTION =
            Pattern.compile("\\s*(\\w{1,12})\\s*,\\s*(\\d{1,3})\\s*/\\s*(\\d{1,3})\\s*");

    private ExtensionReader() {}

    /** Empty where the name is none of those. */
    static Optional<Action> read(String name, String value, PortNames ports) {
        return switch (name) {
            case "group" -> Optional.of(new Action.Group(group(value)));
            case "enqueue" -> Optional.of(enqueue(value, ports));
            case "set_queue" -> Optional.of(new Action.SetQueue(u32(value)));
            case "pop_queue" -> Optional.of(new Action.PopQueue());
            case "fin_timeout" -> Optional.of(finTimeout(value));
            case "clone" ->
                Optional.of(new Action.CloneOf(ActionReader.read(value, ports).actions()));
            case "ct" -> Optional.of(TrackReader.read(value, ports));
            case "ct_clear" -> Optional.of(new Action.Untrack());
            case "conjunction" -> Optional.of(conjunction(value));
            case "nat" -> throw new FlowException("Cannot have NAT action outside of \"ct\" action");
            default -> Optional.empty();
        };
    }

    /** {@code parse_CONJUNCTION}. */
    private static Action conjunction(String value) {
        Matcher matcher = CONJUNCTION.matcher(value);
        if (!matcher.matches()) {
            throw new FlowException("\"conjunction\" syntax is \"conjunction(id,i/n)\"");
        }
        int clause = Integer.parseInt(matcher.group(2));
        int clauses = Integer.parseInt(matcher.group(3));
        if (clauses < 2) {
            throw new FlowException("conjunction must have at least 2 clauses");
        }
        if (clauses > MOST_CLAUSES) {
            throw new FlowException("conjunction must have at most 64 clauses");
        }
        if (clause < 1) {
            throw new FlowException("clause index must be positive");
        }
        if (clause > clauses) {
            throw new FlowException("clause index must be less than or equal to number of clauses");
        }
        return new Action.Conjunction(u32(matcher.group(1)), clause, clauses);
    }

    private static long group(String value) {
        return u32(value);
    }

    private static long u32(String value) {
        try {
            long number = FieldText.unsigned(value);
            if (number >= 0 && number <= MOST) {
                return number;
            }
        } catch (NumberFormatException bad) {
            throw new FlowException("invalid numeric format " + value);
        }
        throw new FlowException("invalid numeric format " + value);
    }

    private static Action enqueue(String value, PortNames ports) {
        int end = 0;
        while (end < value.length() && ":q,".indexOf(value.charAt(end)) < 0) {
            end++;
        }
        if (end == 0 || end + 1 >= value.length()) {
            throw new FlowException("\"enqueue\" syntax is \"enqueue:PORT:QUEUE\" or \"enqueue(PORT,QUEUE)\"");
        }
        String port = value.substring(0, end);
        return new Action.Enqueue(
                ports.read(port).orElseThrow(() -> new FlowException(port + ": enqueue to unknown port")),
                u32(value.substring(end + 1)));
    }

    private static Action finTimeout(String value) {
        int idle = 0;
        int hard = 0;
        List<KeyValues.Entry> entries = KeyValues.read(value);
        for (KeyValues.Entry entry : entries) {
            switch (entry.key()) {
                case "idle_timeout" -> idle = (int) u32(entry.value());
                case "hard_timeout" -> hard = (int) u32(entry.value());
                default -> throw new FlowException("invalid key '" + entry.key() + "' in 'fin_timeout' argument");
            }
        }
        return new Action.FinTimeout(idle, hard);
    }
}
