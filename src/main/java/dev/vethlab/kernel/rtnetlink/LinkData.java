package dev.vethlab.kernel.rtnetlink;

/** What the kernel tells of a link that is special to its kind, or to its master's: one record a kind ({@code IFLA_INFO_DATA}, {@code IFLA_INFO_SLAVE_DATA}). */
public interface LinkData {}
