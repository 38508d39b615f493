package dev.vethlab.verify.random.device;

/** A host of a lab with its one device, and the address that it is meant to have. */
record Station(String namespace, String device, String mac, String address) {}
