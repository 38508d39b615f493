package dev.vethlab.kernel.ipv4;

import java.util.Arrays;

/** Reads options, enters this host where they ask for it, and finds what is wrong with them ({@code __ip_options_compile}). */
final class OptionCompiler {

    private static final int HEADER_LENGTH = 20;
    private static final int STAMPS_ALONE = 0;
    private static final int STAMPS_AND_ADDRESSES = 1;
    private static final int STAMPS_OF_GIVEN_ADDRESSES = 3;

    private final IpOptions options;
    private final OptionHost host;

    private OptionCompiler(IpOptions options, OptionHost host) {
        this.options = options;
        this.host = host;
    }

    /**
     * Reads the options of a packet.
     *
     * @return -1, or the number of the octet of the whole header that is wrong
     */
    static int compile(IpOptions options, OptionHost host) {
        int wrong = new OptionCompiler(options, host).compile();
        return wrong < 0 ? wrong : HEADER_LENGTH + wrong;
    }

    private int compile() {
        int at = 0;
        int end = options.data.length;
        while (at < end) {
            int kind = options.at(at);
            if (kind == IpOptions.END) {
                clearRest(at + 1);
                return -1;
            }
            if (kind == IpOptions.NOOP) {
                at++;
                continue;
            }
            if (end - at < 2 || options.at(at + 1) < 2 || options.at(at + 1) > end - at) {
                return at;
            }
            int wrong = compile(kind, at, options.at(at + 1));
            if (wrong >= 0) {
                return wrong;
            }
            at += options.at(at + 1);
        }
        return -1;
    }

    private void clearRest(int from) {
        for (int i = from; i < options.data.length; i++) {
            if (options.data[i] != IpOptions.END) {
                options.changed = true;
            }
        }
        Arrays.fill(options.data, from, options.data.length, (byte) IpOptions.END);
    }

    private int compile(int kind, int at, int length) {
        switch (kind) {
            case IpOptions.STRICT_SOURCE_ROUTE:
            case IpOptions.LOOSE_SOURCE_ROUTE:
                return sourceRoute(at, length);
            case IpOptions.RECORD_ROUTE:
                return recordRoute(at, length);
            case IpOptions.TIMESTAMP:
                return timestamp(at, length);
            case IpOptions.ROUTER_ALERT:
                if (length < 4) {
                    return at + 1;
                }
                options.routerAlert |= options.at(at + 2) == 0 && options.at(at + 3) == 0;
                return -1;
            case IpOptions.CIPSO:
                if (options.cipso >= 0) {
                    return at;
                }
                options.cipso = at;
                return -1;
            default:
                return -1;
        }
    }

    private int sourceRoute(int at, int length) {
        if (length < 3) {
            return at + 1;
        }
        if (options.at(at + 2) < 4) {
            return at + 2;
        }
        if (options.sourceRoute >= 0) {
            return at;
        }
        options.strictRoute = options.at(at) == IpOptions.STRICT_SOURCE_ROUTE;
        options.sourceRoute = at;
        return -1;
    }

    private int recordRoute(int at, int length) {
        if (options.recordRoute >= 0) {
            return at;
        }
        if (length < 3) {
            return at + 1;
        }
        int pointer = options.at(at + 2);
        if (pointer < 4) {
            return at + 2;
        }
        if (pointer <= length) {
            if (pointer + 3 > length) {
                return at + 2;
            }
            options.putAddress(at + pointer - 1, host.ownAddress());
            options.data[at + 2] += 4;
            options.recordRouteNeedsAddress = true;
        }
        options.recordRoute = at;
        return -1;
    }

    private int timestamp(int at, int length) {
        if (options.timestamp >= 0) {
            return at;
        }
        if (length < 4) {
            return at + 1;
        }
        int pointer = options.at(at + 2);
        if (pointer < 5) {
            return at + 2;
        }
        int wrong = -1;
        if (pointer <= length) {
            wrong = pointer + 3 > length ? at + 2 : roomyTimestamp(at, length, pointer);
        } else if ((options.at(at + 3) & 15) != STAMPS_OF_GIVEN_ADDRESSES) {
            wrong = fullTimestamp(at);
        }
        options.timestamp = at;
        return wrong;
    }

    private int roomyTimestamp(int at, int length, int pointer) {
        int flag = options.at(at + 3) & 15;
        boolean pairs = flag == STAMPS_AND_ADDRESSES || flag == STAMPS_OF_GIVEN_ADDRESSES;
        if (pairs && pointer + 7 > length) {
            return at + 2;
        }
        if (flag != STAMPS_ALONE && !pairs) {
            return -1;
        }
        if (flag == STAMPS_OF_GIVEN_ADDRESSES && host.isElsewhere(options.addressAt(at + pointer - 1))) {
            return -1;
        }
        if (flag == STAMPS_AND_ADDRESSES) {
            options.timestampNeedsAddress = true;
            options.putAddress(at + pointer - 1, host.ownAddress());
        }
        options.timestampNeedsTime = true;
        IpOptions.put32(options.data, at + pointer + (pairs ? 3 : -1), host.timestamp());
        options.changed = true;
        options.data[at + 2] += pairs ? 8 : 4;
        return -1;
    }

    /** There is no room left: the overflow count goes up. */
    private int fullTimestamp(int at) {
        int overflow = options.at(at + 3) >> 4;
        if (overflow == 15) {
            return at + 3;
        }
        options.data[at + 3] = (byte) (options.at(at + 3) & 15 | overflow + 1 << 4);
        options.changed = true;
        return -1;
    }
}
