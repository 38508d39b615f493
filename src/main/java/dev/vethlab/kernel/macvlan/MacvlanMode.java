package dev.vethlab.kernel.macvlan;

/** What the devices over one port let each other hear ({@code enum macvlan_mode}). */
public enum MacvlanMode {
    /** Nothing. */
    PRIVATE,
    /** What a switch outside sends back. */
    VEPA,
    /** Everything, at once. */
    BRIDGE,
    /** There is one device alone, and it takes the port over. */
    PASSTHRU,
    /** A device hears the stations that it names. */
    SOURCE
}
