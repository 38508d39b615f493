package dev.vethlab.lab;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A ping to run: the options of {@code ping} under names of their own; what is null is left to the program. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PingRequest(
        @Nullable @Size(min = 1, max = 255) String namespace,

        @NotBlank
        @Size(max = 255)
        @Pattern(
                regexp = ADDRESS + "|[A-Za-z][A-Za-z0-9.-]*",
                message = "must be an IPv4 address such as 10.1.1.3, or localhost")
        String destination,

        @JsonProperty("interface")
        @Nullable
        @Size(min = 1, max = 15)
        @Pattern(regexp = "[^-\\s]\\S*", message = "must be the name of an interface")
        String device,

        @Nullable @Pattern(regexp = ADDRESS, message = "must be an IPv4 address such as 10.1.1.2")
        String sourceAddress,

        @Nullable @Min(1) @Max(100_000) Integer count,
        @Nullable @Min(0) @Max(3_600_000) Integer intervalMs,
        @Nullable @Min(0) @Max(65_507) Integer payloadBytes,
        @Nullable @Min(1) @Max(255) Integer ttl,
        @Nullable @Min(1) @Max(3_600_000) Integer timeoutMs,
        @Nullable @Min(1000) @Max(86_400_000) Integer deadlineMs,
        @Nullable Boolean dontFragment,
        @Nullable @Min(0) @Max(255) Integer tos,
        @Nullable Boolean broadcast)
        implements Probe {

    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})";
    static final String ADDRESS = BYTE + "(\\." + BYTE + "){3}";
    private static final int DEFAULT_COUNT = 4;

    /** The name of the namespace that it runs in: {@code host} where none is given. */
    @Override
    public String place() {
        return namespace == null ? Commands.HOST : namespace;
    }

    /** The command that this stands for: {@code ping} and its arguments. */
    @Override
    public List<String> words() {
        List<String> words = new ArrayList<>(List.of("ping"));
        if (device != null) {
            words.addAll(List.of("-I", device));
        }
        if (sourceAddress != null) {
            words.addAll(List.of("-I", sourceAddress));
        }
        words.addAll(List.of("-c", String.valueOf(count == null ? DEFAULT_COUNT : count)));
        if (intervalMs != null) {
            words.addAll(List.of("-i", seconds(intervalMs)));
        }
        add(words, "-s", payloadBytes);
        add(words, "-t", ttl);
        if (timeoutMs != null) {
            words.addAll(List.of("-W", seconds(timeoutMs)));
        }
        if (deadlineMs != null) {
            words.addAll(List.of("-w", String.valueOf((deadlineMs + 999) / 1000)));
        }
        if (Boolean.TRUE.equals(dontFragment)) {
            words.addAll(List.of("-M", "do"));
        }
        add(words, "-Q", tos);
        if (Boolean.TRUE.equals(broadcast)) {
            words.add("-b");
        }
        words.add(destination);
        return words;
    }

    private static void add(List<String> words, String option, @Nullable Integer value) {
        if (value != null) {
            words.addAll(List.of(option, value.toString()));
        }
    }

    private static String seconds(int milliseconds) {
        return BigDecimal.valueOf(milliseconds, 3).stripTrailingZeros().toPlainString();
    }
}
