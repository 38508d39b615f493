package dev.vethlab.tool.ip.address;

import dev.vethlab.kernel.address.Ifaddr;
import dev.vethlab.tool.ip.grammar.Color;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Output;
import dev.vethlab.tool.ip.grammar.Scopes;

/** Prints an address ({@code print_addrinfo}). */
public final class AddressPrinter {

    private static final long INFINITY = 0xffff_ffffL;

    private final IpContext context;
    private final Output out;

    public AddressPrinter(IpContext context) {
        this.context = context;
        this.out = context.output();
    }

    /**
     * Prints an address.
     *
     * @param withDevice whether index and name of the device stand before it
     */
    public void print(Ifaddr address, boolean withDevice) {
        boolean brief = context.options().brief();
        if (!brief) {
            if (withDevice) {
                printDevice(address);
            }
            out.string("family", "    %s ", "inet");
        }
        printAddress(address);
        if (!brief) {
            printDetails(address);
            printLifetimes(address);
            out.newline();
        }
    }

    private void printDevice(Ifaddr address) {
        if (out.isJson()) {
            out.jsonNumber("index", address.device().index());
            out.jsonString("dev", address.device().name());
        } else {
            out.text(address.device().index() + ": " + address.device().name());
        }
    }

    private void printAddress(Ifaddr address) {
        out.string(Color.INET, "local", "%s", address.local().toString());
        if (!address.address().equals(address.local())) {
            out.text(" %s ", "peer");
            out.string(Color.INET, "address", "%s", address.address().toString());
        }
        out.number("prefixlen", "/%d ", address.prefixLength());
        if (address.metric() != 0) {
            out.number("metric", "metric %u ", address.metric() & 0xffff_ffffL);
        }
    }

    private void printDetails(Ifaddr address) {
        address.broadcast().ifPresent(broadcast -> {
            out.text("%s ", "brd");
            out.string(Color.INET, "broadcast", "%s ", broadcast.toString());
        });
        out.string("scope", "scope %s ", Scopes.word(address.scope(), context.options()));
        printFlags(address.flags());
        out.string("label", "%s", address.label());
    }

    private void printFlags(int flags) {
        int left = flags;
        for (AddressFlag flag : AddressFlag.values()) {
            if (flag == AddressFlag.PERMANENT) {
                if ((left & flag.mask()) == 0) {
                    out.bool("dynamic", "dynamic ", true);
                }
            } else if ((left & flag.mask()) != 0) {
                out.text("%s ", flag.word());
                out.jsonBool(flag.word(), true);
            }
            left &= ~flag.mask();
        }
    }

    private void printLifetimes(Ifaddr address) {
        long now = context.kernel().machine().nowNs();
        out.lineBreak();
        out.text("       valid_lft ");
        printLifetime("valid_life_time", address.validSeconds(now));
        out.text(" preferred_lft ");
        printLifetime("preferred_life_time", address.preferredSeconds(now));
    }

    private void printLifetime(String key, long seconds) {
        if (seconds < 0) {
            out.jsonNumber(key, INFINITY);
            out.text("forever");
        } else {
            out.number(key, "%usec", seconds);
        }
    }
}
