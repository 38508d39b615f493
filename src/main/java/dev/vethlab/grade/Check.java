package dev.vethlab.grade;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vethlab.lab.Endpoint;
import dev.vethlab.lab.PingRequest;
import dev.vethlab.lab.PortState;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something that should hold in a lab: exactly one of {@code ping} to {@code command} says what is looked at.
 *
 * @param id names it in reports
 * @param title what it is about, for people
 * @param expect {@code success} (the default) or {@code failure} of what is tried, {@code open}, {@code refused} or
 *     {@code filtered} of a port, {@code present} (the default) or {@code absent} of what is looked for
 * @param equals what a setting, or the output of a command without the last line feed, should be
 * @param contains what the output of a command should contain
 * @param points what it is worth, 1 where it is not said
 * @param hidden whether a report says no more of it than whether it passed
 * @param feedback what to tell whoever fails it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Check(
        @NotBlank @Size(max = 200) String id,
        @Nullable @Size(max = 500) String title,
        @Nullable @Valid PingRequest ping,
        @Nullable @Valid Endpoint tcp,
        @Nullable @Valid Endpoint udp,
        @Nullable @Valid Seen seen,
        @Nullable @Valid Sysctl sysctl,
        @Nullable @Valid Address address,
        @Nullable @Valid Route route,
        @Nullable @Valid Neighbor neighbor,
        @Nullable @Valid Link link,
        @Nullable @Valid FdbEntry fdb,
        @Nullable @Valid Command command,

        @Nullable
        @Pattern(
                regexp = "success|failure|present|absent|open|refused|filtered",
                message = "must be success, failure, present, absent, open, refused or filtered")
        String expect,

        @Nullable @Size(max = 100_000) String equals,
        @Nullable @Size(max = 100_000) String contains,
        @Nullable @DecimalMin("0") @DecimalMax("1000000") BigDecimal points,
        @Nullable Boolean hidden,
        @Nullable @Size(max = 5000) String feedback) {

    /**
     * Packets seen on an interface since the captures were last emptied, those of the checks before this one among them.
     *
     * @param direction {@code in} or {@code out}, both where it is not said
     * @param min the least number, 1 where neither is said
     * @param max the greatest
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Seen(
            @Nullable @Size(max = 255) String namespace,

            @JsonProperty("interface") @NotBlank @Size(max = 15)
            String device,

            @Nullable @Size(max = 2000) String filter,

            @Nullable @Pattern(regexp = "in|out", message = "must be in or out")
            String direction,

            @Nullable @Min(0) Integer min,
            @Nullable @Min(0) Integer max) {}

    /** A setting, compared with {@code equals}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Sysctl(
            @Nullable @Size(max = 255) String namespace,
            @NotBlank @Size(max = 255) String name) {}

    /** An address: {@code 10.1.1.2} or {@code 10.1.1.2/24}, of one interface or of any. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Address(
            @Nullable @Size(max = 255) String namespace,

            @JsonProperty("interface") @Nullable @Size(max = 15)
            String device,

            @NotBlank @Size(max = 50) String address) {}

    /**
     * A route.
     *
     * @param destination that of a route of a table ({@code default}, {@code 10.2.0.0/16}), or a single address for the route
     *     that a packet to it takes
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Route(
            @Nullable @Size(max = 255) String namespace,
            @NotBlank @Size(max = 50) String destination,
            @Nullable @Size(max = 50) String via,

            @JsonProperty("interface") @Nullable @Size(max = 15)
            String device,

            @Nullable @Pattern(regexp = "[a-z0-9]{1,20}", message = "must be the name or number of a table")
            String table) {}

    /** A neighbour. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Neighbor(
            @Nullable @Size(max = 255) String namespace,

            @JsonProperty("interface") @Nullable @Size(max = 15)
            String device,

            @NotBlank @Size(max = 50) String address,
            @Nullable @Size(max = 50) String mac,
            @Nullable @Size(max = 50) String state) {}

    /** An interface, with what is said of it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Link(
            @Nullable @Size(max = 255) String namespace,
            @NotBlank @Size(max = 15) String name,
            @Nullable @Size(max = 50) String kind,
            @Nullable Boolean up,
            @Nullable Integer mtu,
            @Nullable @Size(max = 50) String mac,
            @Nullable @Size(max = 15) String master) {}

    /** An entry of a bridge's forwarding database. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FdbEntry(
            @Nullable @Size(max = 255) String namespace,

            @JsonProperty("interface") @Nullable @Size(max = 15)
            String device,

            @NotBlank @Size(max = 50) String mac,
            @Nullable @Min(0) @Max(4094) Integer vlan) {}

    /**
     * A command line and its outcome.
     *
     * @param exitCode what it should return; where neither this nor its output is asked for, 0
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Command(
            @Nullable @Size(max = 255) String namespace,
            @NotBlank @Size(max = 4000) String line,
            @Nullable Integer exitCode) {}

    /** How many subjects are given: it should be one. */
    long subjects() {
        return Stream.of(ping, tcp, udp, seen, sysctl, address, route, neighbor, link, fdb, command)
                .filter(Objects::nonNull)
                .count();
    }

    BigDecimal worth() {
        return points == null ? BigDecimal.ONE : points;
    }

    /** Whether it asks for something not to be there, or not to work. */
    boolean isNegative() {
        return "failure".equals(expect) || "absent".equals(expect);
    }

    /** Whether it expects a port to be in a state. */
    boolean isOfPort() {
        return expect != null && PortState.of(expect).isPresent();
    }

    boolean isHidden() {
        return Boolean.TRUE.equals(hidden);
    }
}
