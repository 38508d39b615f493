package dev.vethlab.grade;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rubrics of the catalogue's exercises: resources {@code catalogue/ID.rubric.yaml}. */
public final class Rubrics {

    private static final String FOLDER = "/catalogue/";

    private final Map<String, Rubric> rubrics;

    private Rubrics(Map<String, Rubric> rubrics) {
        this.rubrics = rubrics;
    }

    /** Reads the rubrics that come with the program. */
    public static Rubrics load() {
        Documents documents = new Documents();
        Map<String, Rubric> rubrics = new LinkedHashMap<>();
        String index = text(FOLDER + "index");
        for (String id : index == null ? List.<String>of() : index.lines().toList()) {
            String rubric = text(FOLDER + id + ".rubric.yaml");
            if (rubric != null) {
                try {
                    rubrics.put(id, documents.rubric(rubric));
                } catch (InvalidRubricException unfit) {
                    throw new IllegalStateException(id + ".rubric.yaml: " + unfit.pointer() + " " + unfit.getMessage());
                }
            }
        }
        return new Rubrics(rubrics);
    }

    /** The rubric of an exercise. */
    public Optional<Rubric> find(String id) {
        return Optional.ofNullable(rubrics.get(id));
    }

    /** The rubrics by the ids of their exercises. */
    public Map<String, Rubric> all() {
        return rubrics;
    }

    /** The JSON Schema of a rubric. */
    public static String schema() {
        String schema = text("/dev/vethlab/grade/rubric.schema.json");
        if (schema == null) {
            throw new IllegalStateException("no schema");
        }
        return schema;
    }

    private static @Nullable String text(String resource) {
        try (InputStream stream = Rubrics.class.getResourceAsStream(resource)) {
            return stream == null ? null : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
