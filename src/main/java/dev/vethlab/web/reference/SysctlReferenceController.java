package dev.vethlab.web.reference;

import dev.vethlab.kernel.sysctl.SysctlFormat;
import dev.vethlab.kernel.sysctl.SysctlSpec;
import dev.vethlab.kernel.sysctl.SysctlTable;
import dev.vethlab.web.page.Page;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Says what each sysctl does. */
@RestController
class SysctlReferenceController {

    /**
     * What is known about a sysctl.
     *
     * @param name {@code *} stands for {@code all}, {@code default} and the interfaces
     * @param format how it takes what is written, such as {@code integer} or {@code word}
     * @param minimum the least number taken, where it takes one
     * @param words those that it takes, where it takes words
     * @param combining how the values of {@code all} and of the interface make the one that counts
     * @param writable false where it can only be read
     */
    record SysctlDescription(
            String name,
            String description,

            @com.fasterxml.jackson.annotation.JsonProperty("default")
            String defaultValue,

            String format,
            @Nullable String minimum,
            @Nullable String maximum,
            List<String> words,
            String combining,
            boolean writable,
            boolean simulated) {

        private static final int WRITE_BITS = 0222;

        static SysctlDescription of(SysctlSpec spec) {
            boolean bounded = spec.words().isEmpty() && (spec.least() != 0 || spec.most() != 0);
            boolean unsigned = spec.format() == SysctlFormat.UNSIGNED_LONG;
            return new SysctlDescription(
                    spec.name(),
                    spec.description(),
                    spec.initial(),
                    word(spec.format()),
                    bounded ? number(spec.least(), unsigned) : null,
                    bounded ? number(spec.most(), unsigned) : null,
                    spec.words(),
                    word(spec.combining()),
                    (spec.mode() & WRITE_BITS) != 0,
                    spec.simulated());
        }

        private static String number(long value, boolean unsigned) {
            return unsigned ? Long.toUnsignedString(value) : String.valueOf(value);
        }

        private static String word(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @GetMapping("/api/v1/sysctls")
    Map<String, Object> list(Page page, @RequestParam(defaultValue = "") String prefix) {
        return page.of(
                "sysctls",
                SysctlTable.get().all().stream()
                        .filter(spec -> spec.name().startsWith(prefix))
                        .toList(),
                SysctlDescription::of);
    }
}
