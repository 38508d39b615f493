package dev.vethlab.tool.tcpdump;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.Ipv6Address;
import dev.vethlab.tool.tcpdump.Qualifiers.Type;
import java.util.Locale;
import java.util.Optional;

/** Conditions on what the user wrote behind qualifiers: a name, a number or an address ({@code gen_scode} and its like). */
final class AddressTests {

    private final LinkTests link;
    private final NetworkTests network;

    AddressTests(LinkTests link, NetworkTests network) {
        this.link = link;
        this.network = network;
    }

    /** {@code gen_scode}. Names of hosts are not looked up, but for localhost. */
    FilterCondition name(String name, Qualifiers qualifiers) throws FilterException {
        switch (qualifiers.type()) {
            case NET:
                throw new FilterException("unknown network '" + name + "'");
            case DEFAULT:
            case HOST:
                if (qualifiers.protocol().equals("ether")) {
                    throw new FilterException(
                            link.isEthernet()
                                    ? "unknown ether host '" + name + "'"
                                    : "only ethernet/FDDI/token ring/802.11/ATM LANE/Fibre Channel supports link-level"
                                            + " host name");
                }
                if (!name.equals("localhost")) {
                    throw new FilterException("unknown host '" + name + "'");
                }
                return network.host(Ipv4Address.LOOPBACK.bits(), -1, qualifiers);
            case PORT:
                return port(name, qualifiers);
            case PORTRANGE:
                return portRange(name, qualifiers);
            case PROTO:
                return network.protocol(protocolNumber(name, qualifiers.protocol()), qualifiers.protocol());
            case PROTOCHAIN:
                throw new FilterException(NetworkTests.unsupported("protochain"));
            case GATEWAY:
                throw new FilterException("'gateway' not supported in this configuration");
            default:
                throw new FilterException("syntax error in filter expression");
        }
    }

    private static int protocolNumber(String name, String within) throws FilterException {
        if (within.equals("ether")) {
            return NameTables.etherProtocol(name)
                    .orElseThrow(() -> new FilterException("unknown ether proto '" + name + "'"));
        }
        if (within.isEmpty() || within.equals("ip") || within.equals("ip6")) {
            return NameTables.protocol(name).orElseThrow(() -> new FilterException("unknown ip proto '" + name + "'"));
        }
        throw new FilterException("unknown protocol: " + name);
    }

    private FilterCondition port(String name, Qualifiers qualifiers) throws FilterException {
        if (!NetworkTests.hasPorts(qualifiers.protocol())) {
            throw new FilterException("illegal qualifier of 'port'");
        }
        NameTables.Service service =
                NameTables.service(name).orElseThrow(() -> new FilterException("unknown port '" + name + "'"));
        String protocol = agreed(service.protocol(), qualifiers.protocol(), "port '" + name + "' is ");
        checkPort(service.port());
        return network.port(service.port(), service.port(), protocol, qualifiers.direction());
    }

    private FilterCondition portRange(String name, Qualifiers qualifiers) throws FilterException {
        if (!NetworkTests.hasPorts(qualifiers.protocol())) {
            throw new FilterException("illegal qualifier of 'portrange'");
        }
        int dash = name.indexOf('-');
        Optional<NameTables.Service> first = NameTables.service(dash < 0 ? name : name.substring(0, dash));
        Optional<NameTables.Service> last = dash < 0 ? first : NameTables.service(name.substring(dash + 1));
        if (first.isEmpty() || last.isEmpty()) {
            throw new FilterException("unknown port in range '" + name + "'");
        }
        String known = first.get().protocol().equals(last.get().protocol())
                ? first.get().protocol()
                : "";
        String protocol = agreed(known, qualifiers.protocol(), "port in range '" + name + "' is ");
        checkPort(first.get().port());
        checkPort(last.get().port());
        return network.port(first.get().port(), last.get().port(), protocol, qualifiers.direction());
    }

    private static String agreed(String known, String asked, String contradiction) throws FilterException {
        if (!asked.isEmpty() && !known.isEmpty() && !asked.equals(known)) {
            throw new FilterException(contradiction + known);
        }
        return asked.isEmpty() ? known : asked;
    }

    private static void checkPort(int port) throws FilterException {
        if (Integer.compareUnsigned(port, 0xffff) > 0) {
            throw new FilterException("illegal port number " + Integer.toUnsignedString(port) + " > 65535");
        }
    }

    /** {@code gen_ncode} with a plain number. */
    FilterCondition number(int number, Qualifiers qualifiers) throws FilterException {
        String protocol = qualifiers.protocol();
        switch (qualifiers.type()) {
            case DEFAULT:
            case HOST:
            case NET:
                return hostNumber(number, qualifiers);
            case PORT:
            case PORTRANGE:
                if (!NetworkTests.hasPorts(protocol)) {
                    String kind = qualifiers.type() == Type.PORT ? "port" : "portrange";
                    throw new FilterException("illegal qualifier of '" + kind + "'");
                }
                checkPort(number);
                return network.port(number, number, protocol, qualifiers.direction());
            case GATEWAY:
                throw new FilterException("'gateway' requires a name");
            case PROTO:
                return network.protocol(number, protocol);
            case PROTOCHAIN:
                throw new FilterException(NetworkTests.unsupported("protochain"));
            default:
                throw new FilterException("syntax error in filter expression");
        }
    }

    private FilterCondition hostNumber(int number, Qualifiers qualifiers) throws FilterException {
        if (qualifiers.protocol().equals("ether")) {
            throw new FilterException("illegal link layer address");
        }
        int address = number;
        int mask = -1;
        while (qualifiers.type() == Type.NET && address != 0 && (address & 0xff000000) == 0) {
            address <<= 8;
            mask <<= 8;
        }
        return network.host(address, mask, qualifiers);
    }

    /** {@code gen_ncode} with two to four numbers with dots between. */
    FilterCondition dotted(String text, Qualifiers qualifiers) throws FilterException {
        switch (qualifiers.type()) {
            case PORT:
            case PORTRANGE:
            case PROTO:
            case PROTOCHAIN:
                String modifier = qualifiers.type().name().toLowerCase(Locale.ROOT);
                throw new FilterException("'" + modifier + "' modifier applied to ip host");
            default:
                break;
        }
        int length = 8 * text.split("\\.").length;
        int address = leftAligned(text);
        switch (qualifiers.type()) {
            case DEFAULT:
            case HOST:
            case NET:
                if (qualifiers.protocol().equals("ether")) {
                    throw new FilterException("illegal link layer address");
                }
                return network.host(address, -1 << 32 - length, qualifiers);
            case GATEWAY:
                throw new FilterException("'gateway' requires a name");
            default:
                throw new FilterException("syntax error in filter expression");
        }
    }

    /** {@code gen_mcode}: a network with a mask in the same notation. */
    FilterCondition masked(String text, String maskText, Qualifiers qualifiers) throws FilterException {
        int address = leftAligned(text);
        int mask = leftAligned(maskText);
        return masked(address, mask, text + " mask " + maskText, qualifiers);
    }

    /** {@code gen_mcode}: a network with a prefix length. */
    FilterCondition masked(String text, int length, Qualifiers qualifiers) throws FilterException {
        int address = leftAligned(text);
        if (Integer.compareUnsigned(length, 32) > 0) {
            throw new FilterException("mask length must be <= 32");
        }
        return masked(address, length == 0 ? 0 : -1 << 32 - length, text + "/" + length, qualifiers);
    }

    private FilterCondition masked(int address, int mask, String written, Qualifiers qualifiers)
            throws FilterException {
        if ((address & ~mask) != 0) {
            throw new FilterException("non-network bits set in \"" + written + "\"");
        }
        if (qualifiers.type() != Type.NET) {
            throw new FilterException("Mask syntax for networks only");
        }
        return network.host(address, mask, qualifiers);
    }

    /** {@code __pcap_atoin}, moved to the left. */
    private static int leftAligned(String text) throws FilterException {
        String[] parts = text.split("\\.");
        int address = 0;
        for (String part : parts) {
            if (!part.matches("[0-9]+") || part.replaceFirst("^0+", "").length() > 3 || Integer.parseInt(part) > 255) {
                throw new FilterException("invalid IPv4 address '" + text + "'");
            }
            address = address << 8 | Integer.parseInt(part);
        }
        return address << 32 - 8 * parts.length;
    }

    /** {@code gen_mcode6}. */
    FilterCondition ipv6(String text, int prefix, Qualifiers qualifiers) throws FilterException {
        Ipv6Address address =
                Ipv6Address.parse(text).orElseThrow(() -> new FilterException("invalid ip6 address " + text));
        if (Integer.compareUnsigned(prefix, 128) > 0) {
            throw new FilterException("mask length must be <= 128");
        }
        for (int i = 0; i < 16; i++) {
            int bits = Math.max(0, Math.min(8, prefix - 8 * i));
            if ((address.octet(i) & 0xff >> bits) != 0) {
                throw new FilterException("non-network bits set in \"" + text + "/" + prefix + "\"");
            }
        }
        switch (qualifiers.type()) {
            case DEFAULT:
            case HOST:
                if (prefix != 128) {
                    throw new FilterException("Mask syntax for networks only");
                }
                return network.host6(address, prefix, qualifiers);
            case NET:
                return network.host6(address, prefix, qualifiers);
            default:
                throw new FilterException("invalid qualifier against IPv6 address");
        }
    }

    /** {@code gen_ecode}. */
    FilterCondition mac(String text, Qualifiers qualifiers) throws FilterException {
        boolean host = qualifiers.type() == Type.HOST || qualifiers.type() == Type.DEFAULT;
        if (!host || !qualifiers.protocol().equals("ether")) {
            throw new FilterException("ethernet address used in non-ether expression");
        }
        if (!link.isEthernet()) {
            throw new FilterException(
                    "ethernet addresses supported only on ethernet/FDDI/token ring/802.11/ATM LANE/" + "Fibre Channel");
        }
        return LinkTests.host(octets(text), qualifiers.direction());
    }

    private static int[] octets(String text) {
        String[] parts = text.split("[-:.]");
        if (parts.length != 6) {
            parts = text.replace(".", "").split("(?<=\\G..)");
        }
        int[] octets = new int[6];
        for (int i = 0; i < 6; i++) {
            octets[i] = Integer.parseInt(parts[i], 16);
        }
        return octets;
    }
}
