package dev.vethlab.benchmark;

import dev.vethlab.lab.Lab;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Pings between the hosts on one bridge: what one costs, by the number of hosts. Twice: when the hosts do not know each other,
 * and each first ping is preceded by an ARP request that the bridge floods to everybody; and when they do.
 *
 * <p>{@code AllPairs [PINGS]}: so many pairs at most, evenly chosen from all.
 */
public final class AllPairs {

    private static final List<Integer> HOSTS = List.of(10, 30, 100, 300, 1_000);
    private static final int PINGS = 10_000;

    private AllPairs() {}

    /** Prints the table. */
    public static void main(String[] arguments) throws Exception {
        int pings = arguments.length > 0 && arguments[0].matches("[0-9]+") ? Integer.parseInt(arguments[0]) : PINGS;
        PrintStream out = System.out;
        measure(out, 30, pings, false);
        out.println("hosts  pings  build ms  us/first ping  us/later ping");
        for (int hosts : HOSTS) {
            measure(out, hosts, pings, true);
        }
    }

    private static void measure(PrintStream out, int hosts, int most, boolean shown) throws Exception {
        long start = cpuNs();
        Lab lab = Machines.empty();
        Machines.run(lab, Machines.bridge(hosts));
        double build = (cpuNs() - start) / 1e6;
        List<String> lines = pairs(hosts, most);
        double first = perPing(lab, lines);
        double later = perPing(lab, lines);
        if (shown) {
            out.printf("%5d  %5d  %8.0f  %13.1f  %13.1f%n", hosts, lines.size(), build, first, later);
        }
    }

    private static double perPing(Lab lab, List<String> lines) throws Exception {
        long start = cpuNs();
        Machines.run(lab, lines);
        return (cpuNs() - start) / 1e3 / lines.size();
    }

    private static List<String> pairs(int hosts, int most) {
        List<String> lines = new ArrayList<>();
        long all = (long) hosts * (hosts - 1);
        long step = Math.max(1, all / most);
        for (long pair = 0; pair < all; pair += step) {
            int from = (int) (pair / (hosts - 1));
            int other = (int) (pair % (hosts - 1));
            int to = other < from ? other : other + 1;
            lines.add("ip netns exec h" + from + " ping -q -c 1 -W 1 " + Machines.address(to));
        }
        return lines;
    }

    private static long cpuNs() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
