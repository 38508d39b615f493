package dev.vethlab.tool.ip.listing;

import dev.vethlab.addr.LinkLayerText;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.DeviceName;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.rtnetlink.MulticastAddresses;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import java.util.List;

/** {@code ip maddress} ({@code do_multiaddr}): the groups that devices receive for, by link layer and by protocol. */
public final class MaddressCommand extends ListingCommand {

    private static final int ROOM = 14;
    private static final int OCTETS = 6;

    public MaddressCommand() {
        super("maddr", """
                Usage: ip maddr [ add | del ] MULTIADDR dev STRING
                       ip maddr show [ dev STRING ]
                """);
    }

    @Override
    int show(IpContext context, Arguments arguments) {
        String device = "";
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (word.equals("dev")) {
                word = arguments.next();
            } else if (Arguments.matches(word, "help")) {
                throw misused();
            }
            if (!device.isEmpty()) {
                throw ExitException.duplicateOrGarbage("dev", word);
            }
            device = word;
        }
        new MaddressList(context, device).print();
        return 0;
    }

    @Override
    int other(String word, IpContext context, Arguments arguments) {
        if (Arguments.matches(word, "add")) {
            return change(context, arguments, true);
        }
        if (Arguments.matches(word, "delete")) {
            return change(context, arguments, false);
        }
        return super.other(word, context, arguments);
    }

    /** {@code multiaddr_modify}: an address that is not given is that of all zeroes. */
    private int change(IpContext context, Arguments arguments, boolean add) {
        String device = "";
        List<Integer> octets = List.of();
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (word.equals("dev")) {
                device = deviceName(arguments.next(), device);
            } else {
                octets = address(Arguments.matches(word, "address") ? arguments.next() : word, octets);
            }
        }
        if (device.isEmpty()) {
            throw ExitException.usage("Not enough information: \"dev\" is required.\n");
        }
        try {
            MulticastAddresses addresses =
                    new MulticastAddresses(context.namespace().net());
            addresses.change(device, address(octets), add);
            return 0;
        } catch (KernelException refusal) {
            context.process().refused(refusal);
            throw ExitException.err(
                    ExitException.FAILURE, "ioctl: " + refusal.errno().words() + "\n");
        }
    }

    private static String deviceName(String word, String before) {
        if (!before.isEmpty()) {
            throw ExitException.duplicate("dev", word);
        }
        if (!DeviceName.isValid(word)) {
            throw ExitException.invalid("\"dev\" not a valid ifname", word);
        }
        return word;
    }

    private List<Integer> address(String word, List<Integer> before) {
        if (Arguments.matches(word, "help")) {
            throw misused();
        }
        if (!before.isEmpty() && before.get(0) != 0) {
            throw ExitException.duplicate("address", word);
        }
        LinkLayerText read = LinkLayerText.read(word, ROOM);
        read.invalid().ifPresent(part -> {
            throw ExitException.err(ExitException.FAILURE, "\"" + part + "\" is invalid lladdr.\n");
        });
        if (read.octets().size() != OCTETS) {
            throw ExitException.err(
                    ExitException.FAILURE,
                    "Error: Invalid address length " + read.octets().size() + " - must be 6 bytes\n");
        }
        return read.octets();
    }

    private static MacAddress address(List<Integer> octets) {
        long bits = 0;
        for (int octet : octets) {
            bits = bits << 8 | octet;
        }
        return new MacAddress(bits);
    }
}
