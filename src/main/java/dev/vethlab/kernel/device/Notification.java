package dev.vethlab.kernel.device;

/** Something that changed in a namespace, as those are told who listen to a group of rtnetlink. Each layer has its own. */
public interface Notification {}
