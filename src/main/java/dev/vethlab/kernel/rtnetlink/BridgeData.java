package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.bridge.Bridge;

/** What is told of a bridge ({@code br_fill_info}). */
public record BridgeData(Bridge bridge) implements LinkData {}
