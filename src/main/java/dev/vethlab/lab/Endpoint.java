package dev.vethlab.lab;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A port of an address, and from where it is tried.
 *
 * @param namespace {@code host} where none is given
 * @param listen whether to listen there while it is tried, in every namespace that has the address: then it matters only whether
 *     packets get through
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Endpoint(
        @Nullable @Size(min = 1, max = 255) String namespace,

        @NotBlank
        @Size(max = 255)
        @Pattern(regexp = PingRequest.ADDRESS, message = "must be an IPv4 address such as 10.1.1.3")
        String destination,

        @Min(1) @Max(65_535) int port,

        @Nullable @Pattern(regexp = PingRequest.ADDRESS, message = "must be an IPv4 address such as 10.1.1.2")
        String sourceAddress,

        @Nullable Boolean listen) {

    /** The connection to it. */
    public ConnectionRequest over(Transport transport) {
        return new ConnectionRequest(transport, this);
    }
}
