package dev.vethlab.web.lab;

import dev.vethlab.lab.JournalEntry;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.Operation;
import dev.vethlab.web.page.Page;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class JournalController {

    /**
     * An operation of the journal.
     *
     * @param change the number of the first operation of the change that it is part of
     * @param operation what it was: {@code command}, {@code ping}, {@code clear-captures}, {@code reboot}, {@code undo} or
     *     {@code redo}
     * @param command how it is written in a shell; null where a shell has no word for it
     * @param pingRun the id of the ping run that it made
     */
    record EntryView(
            long number,
            long change,
            long atNs,
            String operation,
            @Nullable String command,
            int exitCode,
            @Nullable String pingRun) {

        static EntryView of(JournalEntry entry) {
            Operation operation = entry.operation();
            String shell = operation.shell();
            return new EntryView(
                    entry.number(),
                    entry.change(),
                    entry.atNs(),
                    word(operation),
                    shell.isEmpty() ? null : shell,
                    entry.exitCode(),
                    operation instanceof Operation.Ping ping ? ping.run() : null);
        }

        private static String word(Operation operation) {
            if (operation instanceof Operation.CommandLine) {
                return "command";
            }
            if (operation instanceof Operation.Ping) {
                return "ping";
            }
            if (operation instanceof Operation.Undo) {
                return "undo";
            }
            if (operation instanceof Operation.Redo) {
                return "redo";
            }
            return operation instanceof Operation.Reboot ? "reboot" : "clear-captures";
        }
    }

    @GetMapping("/api/v1/labs/{lab}/journal")
    Map<String, Object> read(Lab lab, Page page) {
        return page.of("operations", lab.journal(), EntryView::of);
    }
}
