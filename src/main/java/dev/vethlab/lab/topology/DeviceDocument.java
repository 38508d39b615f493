package dev.vethlab.lab.topology;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device of a document.
 *
 * @param kind {@code loopback} or {@code veth}
 * @param index its interface index; the kernel chooses where it is left out
 * @param peer the other end of a veth pair; it is enough that one end names the other
 * @param addresses in the words of {@code ip address add}: {@code 10.1.1.2/24}, {@code 10.1.1.2/24 brd 10.1.1.255}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeviceDocument(
        @NotBlank @Size(max = 15) String name,
        @Nullable String kind,
        @Nullable @Min(1) Integer index,
        @Nullable String mac,
        @Nullable @Min(0) @Max(2_147_483_647) Integer mtu,
        @Nullable Boolean up,
        @Nullable Boolean arp,
        @Nullable Integer txQueueLength,
        @Nullable String alias,
        @Nullable @Valid PeerDocument peer,
        @Nullable List<@NotBlank String> addresses) {

    static final String LOOPBACK = "loopback";
    static final String VETH = "veth";

    /** The kind, where none is named: {@code lo} is the loopback device, and every other one an end of a pair. */
    String effectiveKind() {
        if (kind != null) {
            return kind;
        }
        return name.equals("lo") ? LOOPBACK : VETH;
    }
}
