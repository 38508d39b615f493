package dev.vethlab.kernel.address;

import dev.vethlab.kernel.device.Notification;

/** An address was added, changed or deleted ({@code rtmsg_ifa}). */
public record AddressNotification(Ifaddr address, boolean deleted) implements Notification {}
