package dev.vethlab.wire.print;

/** ARP and reverse ARP ({@code print-arp.c}). */
final class ArpPrinter {

    private static final int HEADER_LENGTH = 8;

    private final Dissection packet;
    private final int hardwareLength;
    private final int protocol;
    private final int protocolLength;
    private final int senderMac;
    private final int targetMac;

    private ArpPrinter(Dissection packet, int at) {
        this.packet = packet;
        protocol = packet.u16(at + 2);
        hardwareLength = packet.u8(at + 4);
        protocolLength = packet.u8(at + 5);
        senderMac = at + HEADER_LENGTH;
        targetMac = senderMac + hardwareLength + protocolLength;
    }

    static void print(Dissection packet, int at, int length) {
        packet.protocol = "arp";
        packet.require(at, HEADER_LENGTH);
        ArpPrinter arp = new ArpPrinter(packet, at);
        packet.require(arp.targetMac + arp.hardwareLength, arp.protocolLength);
        packet.print("ARP, ");
        if (!arp.isOfIpv4() || arp.protocolLength != 4 || arp.hardwareLength == 0) {
            packet.print(hardware(packet.u16(at)) + " (len " + arp.hardwareLength + "), ");
            packet.print(EtherTypeName.ofProtocol(arp.protocol))
                    .print(" (len ")
                    .print(arp.protocolLength)
                    .print(")");
        } else if (!arp.printOperation(packet.u16(at + 6))) {
            HexDump.printWithAscii(packet, at, packet.end() - at);
            return;
        }
        packet.print(", length ").print(length);
    }

    private boolean isOfIpv4() {
        return protocol == 0x0800 || protocol == 0x1000;
    }

    private boolean printOperation(int operation) {
        packet.print(operationName(operation)).print(" ");
        switch (operation) {
            case 1:
                packet.print("who-has ").print(targetIp());
                if (isNonzero(targetMac)) {
                    packet.print(" (").print(link(targetMac)).print(")");
                }
                packet.print(" tell ").print(senderIp());
                return true;
            case 2:
                packet.print(senderIp()).print(" is-at ").print(link(senderMac));
                return true;
            case 3:
            case 8:
                packet.print("who-is ").print(link(targetMac)).print(" tell ").print(link(senderMac));
                return true;
            case 4:
                packet.print(link(targetMac)).print(" at ").print(targetIp());
                return true;
            case 9:
                packet.print(link(senderMac)).print(" at ").print(senderIp());
                return true;
            default:
                return false;
        }
    }

    private String senderIp() {
        return packet.ipv4(senderMac + hardwareLength);
    }

    private String targetIp() {
        return packet.ipv4(targetMac + hardwareLength);
    }

    private String link(int at) {
        return packet.hex(at, hardwareLength, ":");
    }

    private boolean isNonzero(int at) {
        for (int i = 0; i < hardwareLength; i++) {
            if (packet.u8(at + i) != 0) {
                return true;
            }
        }
        return false;
    }

    private static String operationName(int operation) {
        return switch (operation) {
            case 1 -> "Request";
            case 2 -> "Reply";
            case 3 -> "Reverse Request";
            case 4 -> "Reverse Reply";
            case 8 -> "Inverse Request";
            case 9 -> "Inverse Reply";
            case 10 -> "NACK Reply";
            default -> "Unknown (" + operation + ")";
        };
    }

    private static String hardware(int type) {
        return switch (type) {
            case 1 -> "Ethernet";
            case 6 -> "TokenRing";
            case 7 -> "ArcNet";
            case 15 -> "FrameRelay";
            case 23 -> "Strip";
            case 24 -> "IEEE 1394";
            case 32 -> "InfiniBand";
            default -> "Unknown Hardware (" + type + ")";
        };
    }
}
