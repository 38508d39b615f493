package dev.vethlab.lab.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ready-made labs: resources {@code catalogue/ID.lab}, listed in {@code catalogue/index}. A file's comments {@code # title:},
 * {@code # profile:}, {@code # text:} and {@code # try:} say what it is, the last two as often as needed. {@code # works:} and {@code # fails:} are to be
 * tried too, and promise what comes of it. Every other line is a command.
 */
public final class Catalogue {

    private static final String FOLDER = "/catalogue/";

    private final List<CatalogueEntry> entries;

    private Catalogue(List<CatalogueEntry> entries) {
        this.entries = entries;
    }

    /** Reads the catalogue that comes with the program. */
    public static Catalogue load() {
        List<CatalogueEntry> entries = new ArrayList<>();
        for (String id : lines("index")) {
            entries.add(parse(id, lines(id + ".lab")));
        }
        return new Catalogue(List.copyOf(entries));
    }

    public List<CatalogueEntry> entries() {
        return entries;
    }

    public Optional<CatalogueEntry> find(String id) {
        return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    private static CatalogueEntry parse(String id, List<String> lines) {
        String title = "";
        String profile = "kernel";
        List<String> text = new ArrayList<>();
        List<String> script = new ArrayList<>();
        List<String> attempts = new ArrayList<>();
        List<CatalogueEntry.Promise> promises = new ArrayList<>();
        for (String line : lines) {
            if (!line.startsWith("#")) {
                script.add(line);
                continue;
            }
            int colon = line.indexOf(':');
            String value = line.substring(colon + 1).strip();
            switch (line.substring(1, Math.max(1, colon)).strip()) {
                case "title" -> title = value;
                case "profile" -> profile = value;
                case "text" -> text.add(value);
                case "try" -> attempts.add(value);
                case "works", "fails" -> {
                    attempts.add(value);
                    promises.add(new CatalogueEntry.Promise(value, line.contains("works:")));
                }
                default -> throw new IllegalStateException("catalogue/" + id + ".lab: " + line);
            }
        }
        return new CatalogueEntry(
                id,
                title,
                String.join(" ", text),
                profile,
                List.copyOf(script),
                List.copyOf(attempts),
                List.copyOf(promises));
    }

    private static List<String> lines(String resource) {
        try (InputStream stream = Catalogue.class.getResourceAsStream(FOLDER + resource)) {
            if (stream == null) {
                throw new IllegalStateException("no resource " + FOLDER + resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
