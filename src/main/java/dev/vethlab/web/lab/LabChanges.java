package dev.vethlab.web.lab;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What can be changed about a lab as such. */
record LabChanges(
        @Nullable @Size(min = 1, max = 200, message = "must have 1 to 200 characters")
        String name,

        @Nullable @Min(1) Long ttlSeconds) {}
