package dev.vethlab.lab.topology;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A namespace of a document.
 *
 * @param sysctls those that differ from what Linux starts with, by dotted name
 * @param interfaces its devices by rising index; {@code lo} need not be named
 * @param nexthops the next hop objects, in the words of {@code ip nexthop add}
 * @param routes those that do not follow from addresses
 * @param rules exactly the rules there are, where they are not Linux's three
 * @param neighbors those that were set by hand
 * @param iptables rules, chains and policies in the words of {@code iptables}
 * @param nftables the other tables of {@code nft}, as it lists them, one each
 * @param openvswitch command lines of {@code ovs-vsctl} and {@code ovs-ofctl}, run when all other devices are there
 * @param commands command lines that are run in the namespace when everything else is there: for what has no words of its own here
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NamespaceDocument(
        @NotBlank @Size(max = 255) String name,
        @Nullable Map<@NotBlank String, @NotNull String> sysctls,
        @Nullable List<@Valid @NotNull DeviceDocument> interfaces,
        @Nullable List<@NotBlank String> nexthops,
        @Nullable List<@NotBlank String> routes,
        @Nullable List<@NotBlank String> rules,
        @Nullable List<@NotBlank String> neighbors,
        @Nullable List<@NotBlank String> iptables,
        @Nullable List<@NotBlank String> nftables,
        @Nullable List<@NotBlank String> openvswitch,
        @Nullable List<@NotBlank String> commands) {}
