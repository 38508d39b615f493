package dev.vethlab.grade;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vethlab.lab.topology.StrictReading;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Rubrics, submissions and reports as JSON and YAML: read to the letter, written the same way every time. */
public final class Documents {

    private final ObjectMapper json = StrictReading.json(JsonMapper.builder())
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.ALWAYS))
            .build();

    private final YAMLMapper yaml = StrictReading.yaml(YAMLMapper.builder()).build();

    private final Validator validator = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();

    /**
     * Reads a rubric, in JSON or YAML.
     *
     * @throws InvalidRubricException where it is none
     */
    public Rubric rubric(String text) throws InvalidRubricException {
        return document(text, Rubric.class);
    }

    /**
     * Reads a document, in JSON or YAML.
     *
     * @throws InvalidRubricException where it is not one of that type
     */
    public <T> T document(String text, Class<T> type) throws InvalidRubricException {
        ObjectMapper mapper = text.stripLeading().startsWith("{") ? json : yaml;
        return validated(read(mapper, text, type));
    }

    /**
     * Reads a document of JSON.
     *
     * @throws InvalidRubricException where it is not one of that type
     */
    public <T> T json(String text, Class<T> type) throws InvalidRubricException {
        return validated(read(json, text, type));
    }

    /** The {@code id} of a line that may be malformed otherwise. */
    public Optional<String> idOf(String line) {
        try {
            JsonNode id = json.readTree(line).path("id");
            return id.isString() ? Optional.of(id.asString()) : Optional.empty();
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    /** Anything as one line of JSON. */
    public String write(Object document) {
        return json.writeValueAsString(document);
    }

    private static <T> T read(ObjectMapper mapper, String text, Class<T> type) throws InvalidRubricException {
        try {
            T document = mapper.readValue(text, type);
            if (document == null) {
                throw new InvalidRubricException("", "is empty");
            }
            return document;
        } catch (JacksonException unfit) {
            StringBuilder pointer = new StringBuilder();
            for (JacksonException.Reference reference : unfit.getPath()) {
                String name = reference.getPropertyName();
                pointer.append('/').append(name == null ? String.valueOf(reference.getIndex()) : name);
            }
            String words = String.valueOf(unfit.getOriginalMessage());
            int end = words.indexOf('\n');
            String first = (end < 0 ? words : words.substring(0, end)).replaceAll(" ?\\((class|from)[^)]*\\)", "");
            throw new InvalidRubricException(
                    pointer.toString(), first.replaceAll("`?(dev|java)\\.[A-Za-z.$]+`?", "the type"));
        } catch (StackOverflowError deep) {
            throw new InvalidRubricException("", "is nested too deeply");
        }
    }

    private <T> T validated(T document) throws InvalidRubricException {
        Set<ConstraintViolation<T>> violations = validator.validate(document);
        List<ConstraintViolation<T>> sorted = violations.stream()
                .sorted(Comparator.comparing(violation -> violation.getPropertyPath() + violation.getMessage()))
                .toList();
        if (!sorted.isEmpty()) {
            String path = sorted.get(0).getPropertyPath().toString();
            throw new InvalidRubricException(
                    "/"
                            + path.replaceAll("\\[(\\d+)]", "/$1")
                                    .replaceAll("\\.<[^>]*>", "")
                                    .replace('.', '/'),
                    sorted.get(0).getMessage());
        }
        return document;
    }
}
