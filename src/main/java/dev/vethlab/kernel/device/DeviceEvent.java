package dev.vethlab.kernel.device;

/** What happens to a device, as its listeners are told ({@code enum netdev_cmd}). */
public enum DeviceEvent {
    REGISTER,
    UP,
    /** It is about to go down and still works. */
    GOING_DOWN,
    DOWN,
    /** Its carrier or operational state changed while it is up. */
    CHANGE,
    CHANGE_MTU,
    CHANGE_ADDRESS,
    CHANGE_NAME,
    CHANGE_UPPER,
    /** It is to be found elsewhere on the link: others are to be told of its addresses. */
    NOTIFY_PEERS,
    /** It leaves this namespace, for good or for another one; addresses, routes and neighbours go. */
    UNREGISTER
}
