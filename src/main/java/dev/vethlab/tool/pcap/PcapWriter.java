package dev.vethlab.tool.pcap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes classic pcap files with times in nanoseconds, little-endian. Knows one interface a file, and no direction. */
public final class PcapWriter {

    /** The longest packet that a file may hold, as tcpdump sets it ({@code MAXIMUM_SNAPLEN}). */
    static final int SNAPLEN = 262144;

    private static final int MAGIC_NANOSECONDS = 0xa1b23c4d;
    private static final long NANOSECONDS = 1_000_000_000L;

    private PcapWriter() {}

    /** The file as bytes. */
    public static byte[] bytes(Capture capture) {
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(24 + 128 * capture.packets().size());
        try {
            write(capture, bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Writes the whole file, and leaves the stream open. */
    public static void write(Capture capture, OutputStream target) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(MAGIC_NANOSECONDS).putShort((short) 2).putShort((short) 4);
        header.putInt(0).putInt(0).putInt(SNAPLEN).putInt(capture.linkType().number());
        target.write(header.array());
        for (CapturedPacket packet : capture.packets()) {
            target.write(record(packet));
        }
    }

    private static byte[] record(CapturedPacket packet) {
        int length = packet.frame().length();
        ByteBuffer record = ByteBuffer.allocate(16 + length).order(ByteOrder.LITTLE_ENDIAN);
        record.putInt((int) (packet.atNs() / NANOSECONDS)).putInt((int) (packet.atNs() % NANOSECONDS));
        record.putInt(length).putInt(length);
        packet.frame().encode(record.array(), 16);
        return record.array();
    }
}
