package dev.vethlab.lab.topology;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * A lab as a document. What iproute2 has words for is written in its words: an address as {@code ip address add} takes it
 * (without the device), a route as {@code ip route add}, a rule as {@code ip rule add}, a neighbour as {@code ip neigh add}.
 *
 * @param namespaces the first one is {@code host}, the one that every lab starts with
 */
public record TopologyDocument(@NotEmpty @Size(max = 10_000) List<@Valid @NotNull NamespaceDocument> namespaces) {}
