package dev.vethlab.explain.diagnosis;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.trace.Step;
import dev.vethlab.kernel.trace.Verdict;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/** What keeps a ping from being answered that is answered: read off the way that it took. */
final class Prevention implements Remedy {

    private static final int REFUSE = 10;
    private static final int ROUTER = 20;
    private static final int DEAF = 30;
    private static final int DOWN = 40;

    @Override
    public void propose(Failure success, Consumer<Change> proposals) {
        String from = success.request().place();
        success.target().ifPresent(target -> {
            proposals.accept(Change.of(REFUSE, from, "ip", "route", "add", "prohibit", target.toString()));
            for (Station holder : success.around().holders(target)) {
                refuseSources(success, holder.namespace(), proposals);
                proposals.accept(
                        Change.of(DEAF, holder.namespace(), "sysctl", "-w", "net.ipv4.icmp_echo_ignore_all=1"));
            }
        });
        Set<String> routers = new LinkedHashSet<>();
        Set<Station> passed = new LinkedHashSet<>();
        for (Step step : success.run().steps()) {
            if (step.verdict() == Verdict.FORWARD) {
                routers.add(success.place(step));
            }
            success.station(step).filter(station -> !station.isLoopback()).ifPresent(passed::add);
        }
        for (String router : routers) {
            proposals.accept(Change.of(ROUTER, router, "sysctl", "-w", "net.ipv4.ip_forward=0"));
        }
        for (Station station : passed) {
            for (String setting : new String[] {"accept_local=0", "rp_filter=1", "arp_ignore=8", "proxy_arp=0"}) {
                String[] pair = setting.split("=", 2);
                proposals.accept(Change.of(
                        ROUTER + 1,
                        station.namespace(),
                        "sysctl",
                        "-w",
                        SettingRemedy.path("net.ipv4.conf." + station.device() + "." + pair[0]) + "=" + pair[1]));
            }
            proposals.accept(Change.of(DOWN, station.namespace(), "ip", "link", "set", station.device(), "down"));
        }
    }

    private static void refuseSources(Failure success, String holder, Consumer<Change> proposals) {
        for (Station station : success.around().stationsOf(success.request().place())) {
            for (Station.Held held : station.addresses()) {
                Ipv4Address source = held.address();
                if (!source.isLoopback()) {
                    proposals.accept(
                            Change.of(REFUSE + 1, holder, "ip", "route", "add", "prohibit", source.toString()));
                }
            }
        }
    }
}
