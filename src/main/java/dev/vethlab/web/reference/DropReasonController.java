package dev.vethlab.web.reference;

import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.web.page.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Explains the kernel's drop reasons. */
@RestController
class DropReasonController {

    /**
     * A drop reason.
     *
     * @param simulated whether a lab can report it
     * @param explanation what it means; null where a lab cannot report it
     * @param cure what to do about it
     * @param sysctls the settings that have to do with it; {@code *} stands for an interface
     */
    record DropReasonView(
            String name,
            boolean simulated,
            @Nullable String explanation,
            @Nullable String cure,
            List<String> sysctls) {}

    private final List<DropReasonView> reasons = load();

    @GetMapping("/api/v1/drop-reasons")
    Map<String, Object> list(Page page) {
        return page.of("dropReasons", reasons, reason -> reason);
    }

    private static List<DropReasonView> load() {
        Map<DropReason, DropReasonView> explained = new EnumMap<>(DropReason.class);
        for (String line : lines("drop-reasons.tsv")) {
            String[] column = line.split("\t", -1);
            List<String> sysctls = column[3].isEmpty() ? List.of() : List.of(column[3].split(" ", -1));
            explained.put(
                    DropReason.valueOf(column[0]), new DropReasonView(column[0], true, column[1], column[2], sysctls));
        }
        return Arrays.stream(DropReason.values())
                .map(reason ->
                        explained.getOrDefault(reason, new DropReasonView(reason.name(), false, null, null, List.of())))
                .toList();
    }

    private static List<String> lines(String resource) {
        try (InputStream stream = DropReasonController.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
