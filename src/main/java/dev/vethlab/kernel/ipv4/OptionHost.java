package dev.vethlab.kernel.ipv4;

import dev.vethlab.addr.Ipv4Address;

/** What reading options asks of the host. */
interface OptionHost {

    /** The address that this host enters into a packet ({@code fib_compute_spec_dst}). */
    Ipv4Address ownAddress();

    /** Whether an address is another host's ({@code RTN_UNICAST}). */
    boolean isElsewhere(Ipv4Address address);

    /** Milliseconds since midnight UT ({@code inet_current_timestamp}). */
    int timestamp();
}
