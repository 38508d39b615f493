package dev.vethlab.kernel.bridge;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.wire.Bytes;

/**
 * A configuration message of the spanning tree (IEEE 802.1D clause 9; net/bridge/br_stp_bpdu.c), behind the LLC header. Times
 * are in ticks here, in 256ths of a second on the wire.
 */
record Bpdu(
        boolean topologyChange,
        boolean topologyChangeAck,
        BridgeId root,
        int rootPathCost,
        BridgeId bridge,
        int portId,
        int messageAge,
        int maxAge,
        int helloTime,
        int forwardDelay) {

    private static final int LLC_LENGTH = 3;
    private static final int CONFIG_LENGTH = LLC_LENGTH + 35;
    private static final int NOTIFICATION_LENGTH = LLC_LENGTH + 4;
    private static final int STP_SAP = 0x42;
    private static final int UNNUMBERED_INFORMATION = 0x03;
    private static final int TYPE_AT = LLC_LENGTH + 3;
    private static final int NOTIFICATION = 0x80;
    private static final int WIRE_HZ = 256;

    /** A topology change notification with its LLC header. */
    static Bytes notification() {
        byte[] bytes = withHeader(NOTIFICATION_LENGTH);
        bytes[TYPE_AT] = (byte) NOTIFICATION;
        return Bytes.of(bytes);
    }

    /** Whether these bytes behind an Ethernet header are a message of the spanning tree of version 0. */
    static boolean isBpdu(Bytes bytes) {
        return bytes.length() >= NOTIFICATION_LENGTH
                && bytes.at(0) == STP_SAP
                && bytes.at(1) == STP_SAP
                && bytes.at(2) == UNNUMBERED_INFORMATION
                && bytes.u16(LLC_LENGTH) == 0
                && bytes.at(LLC_LENGTH + 2) == 0;
    }

    static boolean isConfig(Bytes bytes) {
        return bytes.at(TYPE_AT) == 0 && bytes.length() >= CONFIG_LENGTH;
    }

    static boolean isNotification(Bytes bytes) {
        return bytes.at(TYPE_AT) == NOTIFICATION;
    }

    /** Reads a configuration message ({@code br_stp_rcv}). */
    static Bpdu parse(Bytes bytes) {
        int flags = bytes.at(7);
        return new Bpdu(
                (flags & 0x01) != 0,
                (flags & 0x80) != 0,
                id(bytes, 8),
                bytes.u16(16) << 16 | bytes.u16(18),
                id(bytes, 20),
                bytes.u16(28),
                ticks(bytes.u16(30)),
                ticks(bytes.u16(32)),
                ticks(bytes.u16(34)),
                ticks(bytes.u16(36)));
    }

    /** The message with its LLC header ({@code br_send_config_bpdu}). */
    Bytes encode() {
        byte[] bytes = withHeader(CONFIG_LENGTH);
        bytes[7] = (byte) ((topologyChange ? 0x01 : 0) | (topologyChangeAck ? 0x80 : 0));
        put(bytes, 8, root);
        put16(bytes, 16, rootPathCost >> 16);
        put16(bytes, 18, rootPathCost);
        put(bytes, 20, bridge);
        put16(bytes, 28, portId);
        put16(bytes, 30, toWire(messageAge));
        put16(bytes, 32, toWire(maxAge));
        put16(bytes, 34, toWire(helloTime));
        put16(bytes, 36, toWire(forwardDelay));
        return Bytes.of(bytes);
    }

    private static byte[] withHeader(int length) {
        byte[] bytes = new byte[length];
        bytes[0] = STP_SAP;
        bytes[1] = STP_SAP;
        bytes[2] = UNNUMBERED_INFORMATION;
        return bytes;
    }

    private static BridgeId id(Bytes bytes, int at) {
        long address = (long) bytes.u16(at + 2) << 32 | (long) bytes.u16(at + 4) << 16 | bytes.u16(at + 6);
        return new BridgeId(bytes.u16(at), new MacAddress(address));
    }

    private static void put(byte[] bytes, int at, BridgeId id) {
        put16(bytes, at, id.priority());
        for (int i = 0; i < 6; i++) {
            bytes[at + 2 + i] = (byte) id.address().octet(i);
        }
    }

    private static void put16(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >> 8);
        bytes[at + 1] = (byte) value;
    }

    private static int toWire(int ticks) {
        return ticks * WIRE_HZ / Jiffies.HZ;
    }

    private static int ticks(int wire) {
        return (wire * Jiffies.HZ + WIRE_HZ - 1) / WIRE_HZ;
    }
}
