package dev.vethlab.tool.ip.grammar;

/** An option before the object that is there or not. */
public enum IpFlag {
    /** {@code -human-readable}: numbers with k, M, G. */
    HUMAN_READABLE,
    /** {@code -iec}: powers of 1024. */
    IEC,
    /** {@code -resolve}: names of hosts. */
    RESOLVE,
    /** {@code -oneline}: a backslash in place of line ends within a record. */
    ONELINE,
    /** {@code -json}. */
    JSON,
    /** {@code -pretty}. */
    PRETTY,
    /** {@code -brief}. */
    BRIEF,
    /** {@code -Numeric}. */
    NUMERIC,
    /** {@code -all}: every namespace. */
    ALL,
    /** {@code -echo}. */
    ECHO,
    /** {@code -force}: a batch goes on after an error. */
    FORCE,
    /** {@code -color}. */
    COLOR,
    /** {@code -timestamp}: when something happened, for monitoring. */
    TIMESTAMP,
    /** {@code -tshort}: the same, short. */
    SHORT_TIMESTAMP,
    /** The command is a line of a batch. */
    BATCH
}
