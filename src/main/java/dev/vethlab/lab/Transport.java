package dev.vethlab.lab;

/** What connections are made over. */
public enum Transport {
    TCP,
    UDP;

    /** The name that firewalls and tools use. */
    public String word() {
        return this == TCP ? "tcp" : "udp";
    }
}
