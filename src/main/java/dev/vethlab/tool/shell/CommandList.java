package dev.vethlab.tool.shell;

import java.util.List;

/**
 * Pipelines that run one after the other.
 *
 * @param steps in their order; none for an empty line
 */
record CommandList(List<Step> steps) {

    /** On what a pipeline waits. */
    enum Joint {
        /** It runs in any case. */
        THEN,
        /** {@code &&}: it runs if what came before went well. */
        AND,
        /** {@code ||}: it runs if what came before failed. */
        OR;

        /** Whether a pipeline behind this runs after that exit code. */
        boolean lets(int exitCode) {
            return this == THEN || this == AND == (exitCode == 0);
        }
    }

    /** A pipeline, and on what it waits. */
    record Step(Joint joint, Pipeline pipeline) {}
}
