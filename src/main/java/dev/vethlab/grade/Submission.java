package dev.vethlab.grade;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vethlab.lab.topology.TopologyDocument;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

/**
 * What is graded: one of a script, which is run in the rubric's lab, and a topology, which takes its place.
 *
 * @param script command lines; one that fails does not stop the rest
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Submission(
        @Nullable String script, @Nullable @Valid TopologyDocument topology) {}
