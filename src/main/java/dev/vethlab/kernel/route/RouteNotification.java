package dev.vethlab.kernel.route;

import dev.vethlab.kernel.device.Notification;

/** A route was added, replaced or deleted by a request or with an address ({@code rtmsg_fib}). */
public record RouteNotification(FibAlias route, boolean deleted) implements Notification {}
