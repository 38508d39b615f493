package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.bridge.BridgePort;

/** What is told of a port of a bridge ({@code br_port_fill_slave_info}). */
public record BridgePortData(BridgePort port) implements LinkData {}
