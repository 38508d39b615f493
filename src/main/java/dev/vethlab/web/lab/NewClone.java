package dev.vethlab.web.lab;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What a client may say about a copy of a lab. */
record NewClone(
        @Nullable @Size(min = 1, max = 200, message = "must have 1 to 200 characters")
        String name) {}
