package dev.vethlab.tool.arping;

import dev.vethlab.tool.getopt.Getopt;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * The command line.
 *
 * @param quitOnReply {@code -f}, and {@code -D} with it
 * @param duplicates {@code -D}: looks for somebody who has an address
 * @param unsolicited {@code -U} and {@code -A}: tells one's own address
 * @param advertises {@code -A}: by a reply
 * @param count {@code -c}, or -1
 * @param timeout {@code -w} in seconds, 0 for none
 * @param interval {@code -i} in seconds, 0 for no second probe
 */
record ArpingOptions(
        boolean quitOnReply,
        boolean quiet,
        boolean broadcastOnly,
        boolean duplicates,
        boolean unsolicited,
        boolean advertises,
        int count,
        int timeout,
        int interval,
        Optional<String> device,
        Optional<String> source,
        String target) {

    static final String USAGE = """

            Usage:
              arping [options] <destination>

            Options:
              -f            quit on first reply
              -q            be quiet
              -b            keep on broadcasting, do not unicast
              -D            duplicate address detection mode
              -U            unsolicited ARP mode, update your neighbours
              -A            ARP answer mode, update your neighbours
              -V            print version and exit
              -c <count>    how many packets to send
              -w <timeout>  how long to wait for a reply
              -i <interval> set interval between packets (default: 1 second)
              -I <device>   which ethernet device to use
              -s <source>   source ip address
              <destination> dns name or ip address

            For more details see arping(8).
            """;

    private static final String VERSION = """
            arping from iputils 20221126
            libcap: yes, IDN: yes, NLS: no, error.h: yes, getrandom(): yes, __fpending(): yes
            """;

    /**
     * Reads a command line; the first option that is wrong ends it.
     *
     * @throws Quit where the program ends without doing anything
     */
    static ArpingOptions read(List<String> arguments) throws Quit {
        Reader reader = new Reader();
        Getopt getopt = new Getopt("arping", arguments, "h?bfDUAqc:w:i:s:I:V");
        for (int option = getopt.next(); option != Getopt.END; option = getopt.next()) {
            reader.take((char) option, getopt);
        }
        if (getopt.operands().size() != 1) {
            throw Quit.usage("");
        }
        return reader.options(getopt.operands().get(0));
    }

    /** {@code strtol_or_err}. */
    private static int number(String text, int least) throws Quit {
        String digits = text.stripLeading();
        if (!digits.matches("[+-]?[0-9]+")) {
            throw Quit.complaining(1, "invalid argument: '" + text + "'");
        }
        BigInteger value = new BigInteger(digits.startsWith("+") ? digits.substring(1) : digits);
        if (value.bitLength() > 63) {
            throw Quit.complaining(1, "invalid argument: '" + text + "': Numerical result out of range");
        }
        if (value.bitLength() > 31 || value.intValue() < least) {
            throw Quit.complaining(
                    1,
                    "invalid argument: '" + text + "': out of range: " + least + " <= value <= " + Integer.MAX_VALUE);
        }
        return value.intValue();
    }

    private static final class Reader {

        private boolean quitOnReply;
        private boolean quiet;
        private boolean broadcastOnly;
        private boolean duplicates;
        private boolean unsolicited;
        private boolean advertises;
        private int count = -1;
        private int timeout;
        private int interval = 1;
        private Optional<String> device = Optional.empty();
        private Optional<String> source = Optional.empty();

        void take(char option, Getopt getopt) throws Quit {
            switch (option) {
                case 'b' -> broadcastOnly = true;
                case 'D' -> {
                    duplicates = true;
                    quitOnReply = true;
                }
                case 'U' -> unsolicited = true;
                case 'A' -> {
                    advertises = true;
                    unsolicited = true;
                }
                case 'q' -> quiet = true;
                case 'f' -> quitOnReply = true;
                case 'c' -> count = number(getopt.argument(), 1);
                case 'w' -> timeout = number(getopt.argument(), 0);
                case 'i' -> interval = number(getopt.argument(), 0);
                case 'I' -> device = Optional.of(getopt.argument()).filter(name -> !name.isEmpty());
                case 's' -> source = Optional.of(getopt.argument());
                case 'V' -> throw Quit.saying(0, VERSION);
                default -> throw Quit.usage(getopt.complaints());
            }
        }

        ArpingOptions options(String target) {
            return new ArpingOptions(
                    quitOnReply,
                    quiet,
                    broadcastOnly,
                    duplicates,
                    unsolicited,
                    advertises,
                    count,
                    timeout,
                    interval,
                    device,
                    source,
                    target);
        }
    }
}
