package dev.vethlab.tool.tracepath;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.Ipv6Address;
import dev.vethlab.tool.getopt.Getopt;
import dev.vethlab.tool.hosts.Hosts;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What tracepath was told. */
final class PathOptions {

    static final int OVERHEAD = 28;

    private static final int LARGEST_PACKET = 65_535;
    private static final int LARGEST_PACKET_IPV6 = 128_000;
    private static final int USUAL_PORT = 44_444;
    private static final int USUAL_HOPS = 30;
    private static final int MOST_HOPS = 255;
    private static final int MOST_PORT = 65_535;
    private static final String USAGE = """

            Usage
              tracepath [options] <destination>

            Options:
              -4             use IPv4
              -6             use IPv6
              -b             print both name and ip
              -l <length>    use packet <length>
              -m <hops>      use maximum <hops>
              -n             no dns name resolution
              -p <port>      use destination <port>
              -V             print version and exit
              <destination>  dns name or ip address

            For more details see tracepath(8).
            """;

    boolean version;
    boolean numeric;
    boolean both;
    int mtu;
    int mostHops = USUAL_HOPS;
    int port;
    Ipv4Address destination = Ipv4Address.ANY;

    /** Where to, if by IPv6. */
    @Nullable
    Ipv6Address ipv6Destination;

    private boolean ipv4;
    private boolean ipv6;

    private PathOptions() {}

    static PathOptions parse(List<String> arguments) throws Quit {
        PathOptions options = new PathOptions();
        Getopt getopt = new Getopt("tracepath", arguments, "46nbh?l:m:p:V");
        int letter;
        while ((letter = getopt.next()) != Getopt.END && !options.version) {
            options.option(letter, getopt);
        }
        if (!options.version) {
            options.operands(getopt.operands());
        }
        return options;
    }

    private void option(int letter, Getopt getopt) throws Quit {
        switch (letter) {
            case '4', '6' -> {
                if (letter == '4' ? ipv6 : ipv4) {
                    throw Quit.error(2, "Only one -4 or -6 option may be specified");
                }
                ipv4 |= letter == '4';
                ipv6 |= letter == '6';
            }
            case 'n' -> numeric = true;
            case 'b' -> both = true;
            case 'l' -> mtu = number(getopt.argument(), Integer.MAX_VALUE);
            case 'm' -> mostHops = number(getopt.argument(), MOST_HOPS);
            case 'p' -> port = number(getopt.argument(), MOST_PORT);
            case 'V' -> version = true;
            default -> throw new Quit(255, getopt.complaints() + USAGE);
        }
    }

    private void operands(List<String> operands) throws Quit {
        if (operands.size() != 1) {
            throw new Quit(255, USAGE);
        }
        String target = operands.get(0);
        if (port == 0) {
            int slash = target.indexOf('/');
            port = slash < 0 ? USUAL_PORT : number(target.substring(slash + 1), MOST_PORT);
            target = slash < 0 ? target : target.substring(0, slash);
        }
        Ipv4Address address = Hosts.resolve(target).orElse(null);
        ipv6Destination = Ipv6Address.parse(target).orElse(null);
        boolean isOther = ipv6 ? address != null : ipv4 && ipv6Destination != null;
        if (isOther || address == null && ipv6Destination == null) {
            String why = !isOther ? "Name or service not known" : "Address family for hostname not supported";
            throw Quit.error(1, target + ": " + why);
        }
        destination = address == null ? Ipv4Address.ANY : address;
        mtu = mtu == 0 ? ipv6Destination != null ? LARGEST_PACKET_IPV6 : LARGEST_PACKET : mtu;
        if (mtu <= OVERHEAD) {
            throw Quit.error(1, "pktlen must be within: 28 < value <= 2147483647");
        }
    }

    /** {@code strtol_or_err}. */
    private static int number(String text, int most) throws Quit {
        if (!text.matches("\\s*[+-]?[0-9]+")) {
            throw Quit.error(1, "invalid argument: '" + text + "'");
        }
        BigInteger value = new BigInteger(text.strip().replaceFirst("^\\+", ""));
        if (value.bitLength() > 63) {
            throw Quit.error(1, "invalid argument: '" + text + "': Numerical result out of range");
        }
        if (value.signum() < 0 || value.compareTo(BigInteger.valueOf(most)) > 0) {
            throw Quit.error(1, "invalid argument: '" + text + "': out of range: 0 <= value <= " + most);
        }
        return value.intValue();
    }
}
