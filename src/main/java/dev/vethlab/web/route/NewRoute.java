package dev.vethlab.web.route;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vethlab.web.syntax.Syntax;
import dev.vethlab.web.syntax.WrittenAs;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client says when it adds a route, in the words of {@code ip route add}.
 *
 * @param nextHops several ways; instead of {@code via} and {@code interface}
 */
record NewRoute(
        @NotNull(message = "must be given, such as 10.2.0.0/16 or default") @WrittenAs(Syntax.DESTINATION)
        String destination,

        @Nullable
        @Pattern(
                regexp = "unicast|local|broadcast|blackhole|unreachable|prohibit|throw",
                message = "must be unicast, local, broadcast, blackhole, unreachable, prohibit or throw")
        String type,

        @Nullable @WrittenAs(Syntax.ADDRESS) String via,

        @Nullable @JsonProperty("interface") @WrittenAs(Syntax.DEVICE_NAME)
        String device,

        @Nullable @WrittenAs(Syntax.ADDRESS) String source,
        @Nullable @WrittenAs(Syntax.TABLE) String table,

        @Nullable @Pattern(regexp = "global|site|link|host", message = "must be global, site, link or host")
        String scope,

        @Nullable @Min(0) @Max(0xffff_ffffL) Long metric,
        @Nullable @Min(0) @Max(255) Integer tos,
        @Nullable @Min(0) @Max(Integer.MAX_VALUE) Integer mtu,
        @Nullable Boolean onlink,
        @Nullable @Size(min = 1, max = 256) List<@Valid @NotNull NewNextHop> nextHops) {

    /** One of several ways. */
    record NewNextHop(
            @Nullable @WrittenAs(Syntax.ADDRESS) String via,

            @Nullable @JsonProperty("interface") @WrittenAs(Syntax.DEVICE_NAME)
            String device,

            @Nullable @Min(1) @Max(256) Integer weight) {}

    List<String> words() {
        List<String> words = new ArrayList<>(List.of("ip", "route", "add"));
        if (type != null) {
            words.add(type);
        }
        words.add(destination);
        add(words, "via", via);
        add(words, "dev", device);
        add(words, "src", source);
        add(words, "table", table);
        add(words, "scope", scope);
        add(words, "metric", metric);
        add(words, "tos", tos);
        add(words, "mtu", mtu);
        if (Boolean.TRUE.equals(onlink)) {
            words.add("onlink");
        }
        for (NewNextHop hop : nextHops == null ? List.<NewNextHop>of() : nextHops) {
            words.add("nexthop");
            add(words, "via", hop.via());
            add(words, "dev", hop.device());
            add(words, "weight", hop.weight());
        }
        return words;
    }

    private static void add(List<String> words, String keyword, @Nullable Object value) {
        if (value != null) {
            words.addAll(List.of(keyword, value.toString()));
        }
    }
}
