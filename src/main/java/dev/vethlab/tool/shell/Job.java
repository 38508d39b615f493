package dev.vethlab.tool.shell;

import dev.vethlab.tool.Activity;

/**
 * A program that was started in the background.
 *
 * @param number what {@code %N} means
 * @param processId what {@code kill} takes
 * @param program its name
 * @param text its command line
 */
record Job(int number, int processId, String program, String text, Activity activity) {}
