package dev.vethlab.tool.pcap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Writes one section of a pcapng file, little-endian: first {@link #addInterface} for each interface, in any order with
 * {@link #write} of its packets after it. Times are in nanoseconds.
 */
public final class PcapngWriter {

    private static final int SECTION_HEADER = 0x0a0d0d0a;
    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int ENHANCED_PACKET = 6;
    private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;

    private static final int COMMENT = 1;
    private static final int USER_APPLICATION = 4;
    private static final int INTERFACE_NAME = 2;
    private static final int TIME_RESOLUTION = 9;
    private static final int PACKET_FLAGS = 2;
    private static final int DECIMAL_DIGITS_OF_NANOSECONDS = 9;

    private final OutputStream target;
    private int interfaces;

    /** Begins a section. The stream stays open to the end, and is the caller's to close. */
    public PcapngWriter(OutputStream target) throws IOException {
        this.target = target;
        Block header = new Block(SECTION_HEADER);
        header.put32(BYTE_ORDER_MAGIC).put16(1).put16(0).put64(-1);
        target.write(header.text(USER_APPLICATION, "vethlab").endOfOptions().bytes());
    }

    /** Whole captures as one file: an interface each, their packets in the order of time. */
    public static byte[] bytes(List<Capture> captures) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            new PcapngWriter(bytes).writeAll(captures);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Adds an interface, and returns the number that its packets are written with. */
    public int addInterface(String name, LinkType linkType) throws IOException {
        Block block = new Block(INTERFACE_DESCRIPTION);
        block.put16(linkType.number()).put16(0).put32(PcapWriter.SNAPLEN);
        block.text(INTERFACE_NAME, name).octet(TIME_RESOLUTION, DECIMAL_DIGITS_OF_NANOSECONDS);
        target.write(block.endOfOptions().bytes());
        return interfaces++;
    }

    /** Writes a packet of the interface with this number. */
    public void write(int interfaceNumber, CapturedPacket packet) throws IOException {
        if (interfaceNumber < 0 || interfaceNumber >= interfaces) {
            throw new IllegalArgumentException("no interface " + interfaceNumber);
        }
        byte[] frame = packet.frame().encode();
        Block block = new Block(ENHANCED_PACKET);
        block.put32(interfaceNumber);
        block.put32((int) (packet.atNs() >>> 32)).put32((int) packet.atNs());
        block.put32(frame.length).put32(frame.length).putPadded(frame);
        block.number(PACKET_FLAGS, packet.direction().flags());
        if (packet.comment().isPresent()) {
            block.text(COMMENT, packet.comment().get());
        }
        target.write(block.endOfOptions().bytes());
    }

    private record Numbered(int interfaceNumber, CapturedPacket packet) {}

    private void writeAll(List<Capture> captures) throws IOException {
        List<Numbered> all = new ArrayList<>();
        for (Capture capture : captures) {
            int number = addInterface(capture.name(), capture.linkType());
            for (CapturedPacket packet : capture.packets()) {
                all.add(new Numbered(number, packet));
            }
        }
        all.sort(Comparator.comparingLong(entry -> entry.packet().atNs()));
        for (Numbered entry : all) {
            write(entry.interfaceNumber(), entry.packet());
        }
    }
}
