package dev.vethlab.lab;

import dev.vethlab.kernel.trace.CapturedPacket;

/** A packet with the place where it was seen. */
public record TracedPacket(String namespace, String device, CapturedPacket packet) {}
