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
 * @param routes those that do not follow from addresses
 * @param rules exactly the rules there are, where they are not Linux's three
 * @param neighbors those that were set by hand
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NamespaceDocument(
        @NotBlank @Size(max = 255) String name,
        @Nullable Map<@NotBlank String, @NotNull String> sysctls,
        @Nullable List<@Valid @NotNull DeviceDocument> interfaces,
        @Nullable List<@NotBlank String> routes,
        @Nullable List<@NotBlank String> rules,
        @Nullable List<@NotBlank String> neighbors) {}
