package dev.vethlab.kernel.bridge;

/** Frames as flooding tells them apart ({@code enum br_pkt_type}). */
enum FrameKind {
    UNICAST,
    MULTICAST,
    BROADCAST
}
