package dev.vethlab.web.sysctl;

import org.jspecify.annotations.Nullable;

/**
 * A sysctl of a namespace as clients read it.
 *
 * @param value null where it cannot be read
 * @param defaultValue what it starts with in a new namespace, where that is known
 * @param effective what counts, after {@code all} and the interface are combined
 * @param simulated whether the simulated kernel goes by it; one that is not can be read and written
 */
record SysctlView(
        String name,
        @Nullable String value,

        @com.fasterxml.jackson.annotation.JsonProperty("default") @Nullable
        String defaultValue,

        @Nullable String effective,
        @Nullable String description,
        boolean simulated) {}
