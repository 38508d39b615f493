package dev.vethlab.explain.diagnosis;

import dev.vethlab.lab.ConnectionRequest;
import dev.vethlab.lab.Endpoint;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LabLimits;
import dev.vethlab.lab.LabSettings;
import dev.vethlab.lab.PingRequest;
import dev.vethlab.lab.Probe;
import dev.vethlab.lab.Profile;
import dev.vethlab.lab.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A lab with a fault in it, and what the diagnosis should say: an entry of {@code faults/faults.txt}. There, {@code base} names a lab
 * that works, {@code -} a line of it that is left out and {@code +} one that is added.
 *
 * @param ask what fails: namespace and address of a ping, its payload in bytes, and {@code df}; or tcp or udp, and the port at the end
 * @param place the namespace and the function of the cause
 */
record PlantedFault(String name, String ask, List<String> lab, List<String> place, String cause, List<String> fix) {

    static List<PlantedFault> all() {
        List<PlantedFault> all = new ArrayList<>();
        for (String entry : read("faults.txt").split("\n\n")) {
            all.add(of(entry.lines().toList()));
        }
        return all;
    }

    private static PlantedFault of(List<String> lines) {
        List<String> lab = new ArrayList<>();
        List<String> fix = new ArrayList<>();
        String ask = "";
        String place = "";
        String cause = "";
        for (String line : lines.subList(1, lines.size())) {
            String rest = line.substring(line.indexOf(' ') + 1);
            switch (line.substring(0, line.indexOf(' '))) {
                case "ask" -> ask = rest;
                case "base" -> lab.addAll(read(rest + ".lab").lines().toList());
                case "-" -> lab.remove(rest);
                case "+" -> lab.add(rest);
                case "at" -> place = rest;
                case "cause" -> cause = rest;
                case "fix" -> fix.add(rest);
                default -> throw new IllegalStateException(line);
            }
        }
        return new PlantedFault(lines.get(0).substring(2), ask, lab, List.of(place.split(" ")), cause, fix);
    }

    private static String read(String resource) {
        try (InputStream stream = PlantedFault.class.getResourceAsStream("/faults/" + resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Probe probe() {
        String[] words = ask.split(" ");
        if (words[0].equals("tcp") || words[0].equals("udp")) {
            return new Endpoint(words[1], words[2], Integer.parseInt(words[3]), null, null)
                    .over(Transport.valueOf(words[0].toUpperCase(Locale.ROOT)));
        }
        Integer payload = words.length > 2 ? Integer.valueOf(words[2]) : null;
        Boolean whole = words.length > 3 ? Boolean.TRUE : null;
        return new PingRequest(words[0], words[1], null, null, 2, null, payload, null, null, null, whole, null, null);
    }

    /** The lab with the fault, in which somebody has seen that it fails. */
    Lab seen() throws Exception {
        Lab made = new Lab(
                "test",
                new LabSettings("test", Profile.of("kernel").orElseThrow(), 1, Duration.ofHours(1)),
                LabLimits.DEFAULT,
                Instant.EPOCH);
        for (String line : lab) {
            made.change(OptionalLong.empty(), session -> session.run(line));
        }
        Probe probe = probe();
        if (probe instanceof PingRequest ping) {
            made.change(OptionalLong.empty(), session -> session.ping(ping));
        } else if (probe instanceof ConnectionRequest connection) {
            made.change(OptionalLong.empty(), connection::in);
        }
        return made;
    }

    Diagnosis diagnosis() throws Exception {
        return Diagnoses.of(seen(), new DiagnosisQuestion(probe(), true, Optional.empty()), DiagnosisLimits.DEFAULT);
    }

    @Override
    public String toString() {
        return name;
    }
}
