package dev.vethlab.kernel.address;

/**
 * Somebody who follows the addresses of a namespace ({@code register_inetaddr_notifier}), and the calls that
 * {@code devinet.c} makes into the routing when a secondary address changes its primary.
 */
public interface AddressListener {

    /** An address is in the list of its device now, or has become a primary one ({@code NETDEV_UP}). */
    void up(Ifaddr address);

    /** An address has left the list of its device ({@code NETDEV_DOWN}). */
    void down(Ifaddr address);

    /**
     * A secondary address is about to get another primary; both are still in the list ({@code fib_del_ifaddr} with
     * {@code iprim}).
     */
    default void leavesPrimary(Ifaddr secondary, Ifaddr oldPrimary) {}

    /** A secondary address has got another primary, which is in the list ({@code fib_add_ifaddr}). */
    default void joinsPrimary(Ifaddr secondary) {}

    /** The metric of an address is about to change ({@code fib_modify_prefix_metric}). */
    default void metricChanges(Ifaddr address, int newMetric) {}
}
