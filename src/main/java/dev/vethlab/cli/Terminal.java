package dev.vethlab.cli;

import java.io.InputStream;
import java.io.PrintStream;

/** Where a command reads from and writes to. */
public record Terminal(InputStream in, PrintStream out, PrintStream err) {}
