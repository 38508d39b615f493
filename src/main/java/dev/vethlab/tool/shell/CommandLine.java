package dev.vethlab.tool.shell;

import java.util.List;

/**
 * A command, taken apart.
 *
 * @param words the program and its arguments, without quotes
 * @param redirections in their order
 */
record CommandLine(List<String> words, List<Redirection> redirections) {}
