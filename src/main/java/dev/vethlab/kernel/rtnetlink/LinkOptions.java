package dev.vethlab.kernel.rtnetlink;

/** What a request asks for that is special to a kind of links: one class a kind ({@code IFLA_INFO_DATA}, {@code IFLA_INFO_SLAVE_DATA}). */
public interface LinkOptions {

    /** The options of a kind that takes none, or whose options are not simulated. */
    LinkOptions NONE = new LinkOptions() {};
}
