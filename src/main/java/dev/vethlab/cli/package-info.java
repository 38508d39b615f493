/**
 * Commands that need no server: {@code java -jar vethlab.jar COMMAND ...}. They print to the streams that they are given and end
 * with an exit code; Spring is not started for them.
 */
@NullMarked
package dev.vethlab.cli;

import org.jspecify.annotations.NullMarked;
