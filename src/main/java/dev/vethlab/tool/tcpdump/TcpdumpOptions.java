package dev.vethlab.tool.tcpdump;

import dev.vethlab.kernel.address.Ifaddr;
import dev.vethlab.kernel.address.InDevice;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.tool.Process;
import dev.vethlab.tool.getopt.Getopt;
import dev.vethlab.tool.pcap.LinkType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What the command line asks for. */
final class TcpdumpOptions {

    private static final String LETTERS = "c:ei:lnNpqQ:s:tUvAXxw:r:DSB:";

    /** Ends the program before it has begun; what there was to say has been said. */
    static final class Quit extends Exception {

        private static final long serialVersionUID = 1L;

        private final int status;

        Quit(int status) {
            super(null, null, false, false);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    private final Process process;
    boolean numeric;
    boolean showsLink;
    int timeStyle;
    int count;
    String direction = "";
    private String interfaceName = "";
    private String expression = "";

    private TcpdumpOptions(Process process) {
        this.process = process;
    }

    static TcpdumpOptions parse(Process process, List<String> arguments) throws Quit {
        TcpdumpOptions options = new TcpdumpOptions(process);
        Getopt getopt = new Getopt("tcpdump", arguments, LETTERS);
        int option;
        while ((option = getopt.next()) != Getopt.END) {
            if (option == '?') {
                process.err(getopt.complaints());
                throw options.fail("simulated are -i -n -t -e -c -Q -l -p -q -s -U and a filter");
            }
            options.take((char) option, getopt.argument());
        }
        options.expression = String.join(" ", getopt.operands());
        return options;
    }

    private void take(char option, String argument) throws Quit {
        switch (option) {
            case 'n' -> numeric = true;
            case 'e' -> showsLink = true;
            case 't' -> timeStyle = Math.min(timeStyle + 1, 5);
            case 'i' -> interfaceName = argument;
            case 'c' -> {
                if (!argument.matches("[1-9][0-9]{0,8}")) {
                    throw fail("invalid packet count " + argument);
                }
                count = Integer.parseInt(argument);
            }
            case 'Q' -> {
                if (!argument.matches("in|out|inout")) {
                    throw fail("unknown capture direction `" + argument + "'");
                }
                direction = argument.equals("inout") ? "" : argument;
            }
            case 'l', 'p', 'U', 's', 'B', 'N' -> {
                // Nothing is buffered or cut here, and every capture sees what its device sees.
            }
            default -> throw fail("the option -" + option + " is not simulated");
        }
    }

    private Quit fail(String text) {
        process.err("tcpdump: " + text + "\n");
        return new Quit(1);
    }

    /** The interface, the first that is up where none is named. */
    NetDevice device() throws Quit {
        if (interfaceName.equals("any")) {
            throw fail("the interface any is not simulated: name one");
        }
        Collection<NetDevice> all = process.namespace().net().devices().all();
        Optional<NetDevice> found = interfaceName.isEmpty()
                ? all.stream()
                        .filter(NetDevice::isUp)
                        .min((one, other) -> Boolean.compare(one.isLoopback(), other.isLoopback()))
                : all.stream()
                        .filter(device -> device.name().equals(interfaceName))
                        .findFirst();
        if (found.isEmpty()) {
            throw fail(
                    interfaceName.isEmpty()
                            ? "no suitable device found"
                            : interfaceName + ": No such device exists\n(No such device exists)");
        }
        if (!found.get().isUp()) {
            throw fail(found.get().name() + ": That device is not up");
        }
        return found.get();
    }

    CaptureFilter filter(NetDevice device) throws Quit {
        InDevice addresses = process.namespace().inet().of(device);
        List<Ifaddr> own = addresses == null ? List.of() : addresses.addresses();
        int mask = own.isEmpty() ? 0 : own.get(0).mask();
        LinkType type = device.kind().equals("tun") ? LinkType.RAW : LinkType.ETHERNET;
        try {
            return CaptureFilter.compile(expression, new FilterSource(type, true, mask));
        } catch (FilterException wrong) {
            throw fail(String.valueOf(wrong.getMessage()));
        }
    }
}
