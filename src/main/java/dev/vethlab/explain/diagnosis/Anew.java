package dev.vethlab.explain.diagnosis;

import java.util.ArrayList;
import java.util.List;

/** A device deleted and made again, for what the kernel does not let anybody change. */
final class Anew {

    private Anew() {}

    /**
     * The commands that do so, addresses, master and state included.
     *
     * @param add the words that make the new one
     */
    static List<String> commands(Station station, List<String> add) {
        String place = station.namespace();
        List<String> commands = new ArrayList<>();
        commands.add(Change.line(place, List.of("ip", "link", "del", station.device())));
        commands.add(Change.line(place, add));
        station.master()
                .ifPresent(master -> commands.add(
                        Change.line(place, List.of("ip", "link", "set", station.device(), "master", master))));
        for (Station.Held held : station.addresses()) {
            commands.add(Change.line(place, List.of("ip", "addr", "add", held.toString(), "dev", station.device())));
        }
        if (station.up()) {
            commands.add(Change.line(place, List.of("ip", "link", "set", station.device(), "up")));
        }
        return commands;
    }
}
