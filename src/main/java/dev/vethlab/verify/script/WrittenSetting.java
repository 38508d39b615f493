package dev.vethlab.verify.script;

/**
 * A sysctl that a script writes.
 *
 * @param key as {@code sysctl} names it
 */
public record WrittenSetting(String namespace, String key) {}
