package dev.vethlab.web.lab;

import dev.vethlab.lab.topology.TopologyDocument;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What a client may say when it makes a lab. */
record NewLab(
        @Nullable @Size(min = 1, max = 200, message = "must have 1 to 200 characters")
        String name,

        @Nullable String template,
        @Nullable @Valid TopologyDocument topology,
        @Nullable Boolean ipv6,
        @Nullable String profile,
        @Nullable Long seed,
        @Nullable @Min(1) Long ttlSeconds) {}
