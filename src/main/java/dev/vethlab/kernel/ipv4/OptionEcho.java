package dev.vethlab.kernel.ipv4;

import dev.vethlab.addr.Ipv4Address;
import java.util.Arrays;
import java.util.Optional;

/** The options of a reply: those received, with room taken for this host, and a source route the other way round ({@code __ip_options_echo}). */
final class OptionEcho {

    private static final int STAMPS_OF_GIVEN_ADDRESSES = 3;

    private final IpOptions received;
    private final OptionHost host;
    private final IpOptions reply = new IpOptions(new byte[44]);
    private int length;

    private OptionEcho(IpOptions received, OptionHost host) {
        this.received = received;
        this.host = host;
    }

    /** The reply's options, perhaps none; empty where there can be no reply. */
    static Optional<IpOptions> of(IpOptions received, OptionHost host, Ipv4Address source) {
        OptionEcho echo = new OptionEcho(received, host);
        if (received.recordRoute >= 0 && !echo.recordRoute() || received.timestamp >= 0 && !echo.timestamp()) {
            return Optional.empty();
        }
        if (received.sourceRoute >= 0) {
            echo.sourceRoute(source);
        }
        if (received.cipso >= 0) {
            echo.reply.cipso = echo.length;
            echo.append(received.cipso);
        }
        echo.reply.data = Arrays.copyOf(echo.reply.data, echo.length + 3 & ~3);
        return Optional.of(echo.reply);
    }

    /** Copies a whole option and returns its length. */
    private int append(int from) {
        int size = received.at(from + 1);
        System.arraycopy(received.data, from, reply.data, length, size);
        length += size;
        return size;
    }

    private boolean recordRoute() {
        int at = length;
        int size = append(received.recordRoute);
        int pointer = reply.at(at + 2);
        reply.recordRoute = at;
        if (received.recordRouteNeedsAddress && pointer <= size) {
            if (pointer + 3 > size) {
                return false;
            }
            reply.data[at + 2] = (byte) (pointer + 4);
            reply.recordRouteNeedsAddress = true;
        }
        return true;
    }

    private boolean timestamp() {
        int at = length;
        int size = append(received.timestamp);
        int pointer = reply.at(at + 2);
        reply.timestamp = at;
        if (pointer > size) {
            return true;
        }
        if (received.timestampNeedsAddress) {
            if (pointer + 3 > size) {
                return false;
            }
            reply.timestampNeedsAddress = true;
            pointer += 4;
        }
        if (received.timestampNeedsTime) {
            if (pointer + 3 > size) {
                return false;
            }
            if ((reply.at(at + 3) & 15) != STAMPS_OF_GIVEN_ADDRESSES) {
                reply.timestampNeedsTime = true;
                pointer += 4;
            } else if (pointer + 7 <= size && !host.isElsewhere(reply.addressAt(at + pointer - 1))) {
                reply.timestampNeedsTime = true;
                pointer += 8;
            }
        }
        reply.data[at + 2] = (byte) pointer;
        return true;
    }

    private void sourceRoute(Ipv4Address source) {
        int start = received.sourceRoute;
        int from = Math.min(received.at(start + 2), received.at(start + 1) + 1) - 4;
        int to = 0;
        Ipv4Address first = Ipv4Address.ANY;
        if (from > 3) {
            first = received.addressAt(start + from - 1);
            to = 4;
            for (from -= 4; from > 3; from -= 4) {
                reply.putAddress(length + to - 1, received.addressAt(start + from - 1));
                to += 4;
            }
            // RFC 1812 section 4.2.2.11 has a source route mended that begins with its sender.
            if (received.addressAt(start + from + 3).equals(source)) {
                to -= 4;
            }
        }
        if (to > 3) {
            reply.firstHop = first;
            reply.sourceRoute = length;
            reply.strictRoute = received.strictRoute;
            reply.data[length] = received.data[start];
            reply.data[length + 1] = (byte) (to + 3);
            reply.data[length + 2] = 4;
            length += to + 3;
        }
    }
}
