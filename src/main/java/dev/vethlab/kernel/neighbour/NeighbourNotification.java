package dev.vethlab.kernel.neighbour;

import dev.vethlab.kernel.device.Notification;

/** A neighbour's state or address became another one, or it was forgotten ({@code neigh_notify}). */
public record NeighbourNotification(Neighbour neighbour, boolean deleted) implements Notification {}
