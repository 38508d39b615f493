package dev.vethlab.kernel.socket;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.route.Fib;
import dev.vethlab.kernel.route.RouteType;
import dev.vethlab.wire.Bytes;
import java.util.Optional;

/**
 * The IP options that a socket sends ({@code IP_OPTIONS}): checked once ({@code ip_options_compile} for a program's options),
 * completed for each packet ({@code ip_options_build}).
 */
final class SocketIpOptions {

    private static final int END = 0;
    private static final int NOOP = 1;
    private static final int RECORD_ROUTE = 7;
    private static final int TIMESTAMP = 68;
    private static final int LOOSE_SOURCE_ROUTE = 131;
    private static final int STRICT_SOURCE_ROUTE = 137;

    private final Fib fib;
    private final byte[] template;
    private int sourceRouteAt = -1;
    private int recordRouteAt = -1;
    private int timestampAt = -1;
    private boolean strict;
    private Optional<Ipv4Address> firstHop = Optional.empty();
    private boolean recordsAddress;
    private boolean stampsAddress;
    private boolean stampsTime;

    /**
     * @param options at most 40 bytes; padded with zeros to a multiple of four
     * @throws KernelException EINVAL for options that the kernel does not take
     */
    SocketIpOptions(Fib fib, byte[] options) throws KernelException {
        this.fib = fib;
        this.template = java.util.Arrays.copyOf(options, (options.length + 3) & ~3);
        if (template.length > 40 || !compile()) {
            throw new KernelException(Errno.EINVAL);
        }
    }

    int length() {
        return template.length;
    }

    boolean isStrictRoute() {
        return strict;
    }

    /** Where packets go first, when the options hold a source route. */
    Optional<Ipv4Address> firstHop() {
        return firstHop;
    }

    /**
     * The options of one packet.
     *
     * @param source the packet's source, which is recorded as this hop
     * @param destination where the packet is to go in the end, the last address of a source route
     */
    Bytes build(Ipv4Address source, Ipv4Address destination, long nowNs) {
        byte[] options = template.clone();
        if (sourceRouteAt >= 0) {
            put(options, sourceRouteAt + octet(options, sourceRouteAt + 1) - 4, destination.bits());
        }
        if (recordsAddress) {
            put(options, recordRouteAt + octet(options, recordRouteAt + 2) - 5, source.bits());
        }
        if (stampsAddress) {
            put(options, timestampAt + octet(options, timestampAt + 2) - 9, source.bits());
        }
        if (stampsTime) {
            int sinceMidnightMs = (int) (nowNs / 1_000_000 % 86_400_000);
            put(options, timestampAt + octet(options, timestampAt + 2) - 5, sinceMidnightMs);
        }
        return Bytes.of(options);
    }

    private boolean compile() {
        int at = 0;
        while (at < template.length) {
            int kind = octet(template, at);
            if (kind == END) {
                java.util.Arrays.fill(template, at, template.length, (byte) END);
                return true;
            }
            if (kind == NOOP) {
                at++;
                continue;
            }
            if (at + 1 >= template.length) {
                return false;
            }
            int length = octet(template, at + 1);
            if (length < 2 || at + length > template.length || !compileOne(kind, at, length)) {
                return false;
            }
            at += length;
        }
        return true;
    }

    private boolean compileOne(int kind, int at, int length) {
        return switch (kind) {
            case LOOSE_SOURCE_ROUTE, STRICT_SOURCE_ROUTE -> sourceRoute(kind, at, length);
            case RECORD_ROUTE -> recordRoute(at, length);
            case TIMESTAMP -> timestamp(at, length);
            default -> true;
        };
    }

    private boolean sourceRoute(int kind, int at, int length) {
        if (sourceRouteAt >= 0 || length < 7 || (length - 3 & 3) != 0 || octet(template, at + 2) != 4) {
            return false;
        }
        firstHop = Optional.of(new Ipv4Address(get(template, at + 3)));
        System.arraycopy(template, at + 7, template, at + 3, length - 7);
        strict = kind == STRICT_SOURCE_ROUTE;
        sourceRouteAt = at;
        return true;
    }

    private boolean recordRoute(int at, int length) {
        if (recordRouteAt >= 0 || length < 3) {
            return false;
        }
        int pointer = octet(template, at + 2);
        if (pointer < 4) {
            return false;
        }
        recordRouteAt = at;
        if (pointer <= length) {
            if (pointer + 3 > length) {
                return false;
            }
            template[at + 2] = (byte) (pointer + 4);
            recordsAddress = true;
        }
        return true;
    }

    private boolean timestamp(int at, int length) {
        if (timestampAt >= 0 || length < 4) {
            return false;
        }
        int pointer = octet(template, at + 2);
        int flag = octet(template, at + 3) & 15;
        if (pointer < 5) {
            return false;
        }
        timestampAt = at;
        if (pointer > length) {
            return overflows(at);
        }
        int room = flag == 1 || flag == 3 ? 7 : 3;
        if (pointer + room > length) {
            return false;
        }
        if (flag == 3 && isForeign(new Ipv4Address(get(template, at + pointer - 1)))) {
            return true;
        }
        stampsAddress = flag == 1;
        stampsTime = flag == 0 || flag == 1 || flag == 3;
        if (stampsTime) {
            template[at + 2] = (byte) (pointer + room + 1);
        }
        return true;
    }

    private boolean isForeign(Ipv4Address address) {
        return fib.addressType(address) == RouteType.UNICAST;
    }

    private boolean overflows(int at) {
        int overflow = octet(template, at + 3) >> 4;
        if (overflow == 15) {
            return false;
        }
        template[at + 3] += 0x10;
        return true;
    }

    private static int octet(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }

    private static int get(byte[] bytes, int at) {
        return octet(bytes, at) << 24 | octet(bytes, at + 1) << 16 | octet(bytes, at + 2) << 8 | octet(bytes, at + 3);
    }

    private static void put(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >> 24);
        bytes[at + 1] = (byte) (value >> 16);
        bytes[at + 2] = (byte) (value >> 8);
        bytes[at + 3] = (byte) value;
    }
}
