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
 * @param kind {@code loopback}, {@code tap}, {@code tun}, or what {@code ip link add} takes behind {@code type}
 * @param options in the words that follow the kind there: {@code vlan_filtering 1}
 * @param index its interface index; the kernel chooses where it is left out
 * @param group a number other than 0
 * @param peer the other end of a veth pair; it is enough that one end names the other
 * @param link the device below, or the one that it sends by
 * @param master the device of the same namespace that it is a port of
 * @param place its place among the ports of its master, where that is not the order of the document
 * @param portOptions what the master keeps of it, in the words of {@code ip link set type bridge_slave}
 * @param vlans exactly the VLANs of a port or a bridge, where they are not what it starts with: {@code 10 pvid untagged}, {@code 20-30}
 * @param fdb entries in the words of {@code bridge fdb append}, without the device
 * @param addresses in the words of {@code ip address add}: {@code 10.1.1.2/24}, {@code 10.1.1.2/24 brd 10.1.1.255}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeviceDocument(
        @NotBlank @Size(max = 15) String name,
        @Nullable String kind,
        @Nullable String options,
        @Nullable @Min(1) Integer index,
        @Nullable String mac,
        @Nullable @Min(0) @Max(2_147_483_647) Integer mtu,
        @Nullable Boolean up,
        @Nullable Boolean arp,
        @Nullable Boolean promiscuous,
        @Nullable Integer txQueueLength,
        @Nullable String alias,
        @Nullable List<@NotBlank String> alternativeNames,
        @Nullable Integer group,
        @Nullable @Valid PeerDocument peer,
        @Nullable @Valid PeerDocument link,
        @Nullable String master,
        @Nullable Integer place,
        @Nullable String portOptions,
        @Nullable List<@NotBlank String> vlans,
        @Nullable List<@NotBlank String> fdb,
        @Nullable List<@NotBlank String> addresses) {

    static final String LOOPBACK = "loopback";
    static final String VETH = "veth";

    /** A bridge or an internal port of Open vSwitch, or its datapath: {@code ovs-vsctl} makes it. */
    static final String OPENVSWITCH = "openvswitch";

    /** The kind, where none is named: {@code lo} is the loopback device, and every other one an end of a pair. */
    String effectiveKind() {
        if (kind != null) {
            return kind;
        }
        return name.equals("lo") ? LOOPBACK : VETH;
    }

    /** Whether the kernel has it open for a program, and makes it for one ({@code ip tuntap}). */
    boolean isOpened() {
        return effectiveKind().equals("tap") || effectiveKind().equals("tun");
    }
}
