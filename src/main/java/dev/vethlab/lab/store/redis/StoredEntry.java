package dev.vethlab.lab.store.redis;

import dev.vethlab.lab.JournalEntry;
import dev.vethlab.lab.Operation;
import dev.vethlab.lab.PingRequest;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * An entry of a journal as it is stored.
 *
 * @param operation what kind of operation it is, and where it was stopped, {@code @} and the events that it was stopped after
 * @param text the command line; of a ping, the id of the run, a space, and the request as JSON
 */
record StoredEntry(long number, long change, long atNs, int exitCode, String operation, String text) {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String COMMAND = "command";
    private static final String TRACED = "traced";
    private static final String PING = "ping";
    private static final String CLEAR_CAPTURES = "clear-captures";
    private static final String REBOOT = "reboot";
    private static final String UNDO = "undo";
    private static final String REDO = "redo";
    private static final char STOPPED_AFTER = '@';

    static StoredEntry of(JournalEntry entry) {
        return new StoredEntry(
                entry.number(),
                entry.change(),
                entry.atNs(),
                entry.exitCode(),
                entry.events() == 0
                        ? word(entry.operation())
                        : word(entry.operation()) + STOPPED_AFTER + entry.events(),
                text(entry.operation()));
    }

    JournalEntry entry() {
        int stop = operation.indexOf(STOPPED_AFTER);
        return stop < 0
                ? new JournalEntry(number, change, atNs, parsed(operation), exitCode)
                : new JournalEntry(
                        number,
                        change,
                        atNs,
                        parsed(operation.substring(0, stop)),
                        exitCode,
                        Long.parseLong(operation.substring(stop + 1)));
    }

    /** Number, change, time, exit code, kind and text, as the scripts take them. */
    List<String> arguments() {
        return List.of(
                Long.toString(number),
                Long.toString(change),
                Long.toString(atNs),
                Integer.toString(exitCode),
                operation,
                text);
    }

    /**
     * Reads an entry of the stream.
     *
     * @param id {@code NUMBER-0}
     * @param fields names and values in turn, in the order in which the scripts write them
     */
    static StoredEntry of(String id, List<String> fields) {
        return new StoredEntry(
                Long.parseLong(id.substring(0, id.indexOf('-'))),
                Long.parseLong(fields.get(1)),
                Long.parseLong(fields.get(3)),
                Integer.parseInt(fields.get(5)),
                fields.get(7),
                fields.get(9));
    }

    private static String word(Operation operation) {
        if (operation instanceof Operation.CommandLine line) {
            return line.traced() ? TRACED : COMMAND;
        }
        if (operation instanceof Operation.Ping) {
            return PING;
        }
        if (operation instanceof Operation.ClearCaptures) {
            return CLEAR_CAPTURES;
        }
        if (operation instanceof Operation.Reboot) {
            return REBOOT;
        }
        return operation instanceof Operation.Undo ? UNDO : REDO;
    }

    private static String text(Operation operation) {
        if (operation instanceof Operation.CommandLine line) {
            return line.text();
        }
        return operation instanceof Operation.Ping ping
                ? ping.run() + " " + JSON.writeValueAsString(ping.request())
                : "";
    }

    private Operation parsed(String word) {
        return switch (word) {
            case COMMAND -> new Operation.CommandLine(text, false);
            case TRACED -> new Operation.CommandLine(text, true);
            case PING -> {
                int space = text.indexOf(' ');
                yield new Operation.Ping(
                        text.substring(0, space), JSON.readValue(text.substring(space + 1), PingRequest.class));
            }
            case CLEAR_CAPTURES -> new Operation.ClearCaptures();
            case REBOOT -> new Operation.Reboot();
            case UNDO -> new Operation.Undo();
            case REDO -> new Operation.Redo();
            default -> throw new IllegalStateException("the journal has an operation \"" + word + "\" at " + number);
        };
    }
}
