package dev.vethlab.lab.topology;

import jakarta.validation.constraints.NotBlank;

/** The other end of a veth pair. */
public record PeerDocument(
        @NotBlank String namespace, @NotBlank String name) {}
