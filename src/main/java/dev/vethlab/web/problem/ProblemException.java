package dev.vethlab.web.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final ProblemKind kind;
    private final transient List<FieldProblem> errors;
    private final transient Map<String, Object> properties = new LinkedHashMap<>();
    private Duration retryAfter = RETRY_AFTER;

    /**
     * @param detail what is the matter, and what to do
     */
    public ProblemException(ProblemKind kind, String detail) {
        this(kind, detail, List.of());
    }

    public ProblemException(ProblemKind kind, String detail, List<FieldProblem> errors) {
        super(detail, null, false, false);
        this.kind = kind;
        this.errors = errors;
    }

    /** A field of the body that is not valid. */
    public static ProblemException invalid(String pointer, String detail) {
        return new ProblemException(
                ProblemKind.INVALID_REQUEST, pointer + ": " + detail, List.of(new FieldProblem(pointer, detail)));
    }

    /** A resource that does not exist. */
    public static ProblemException notFound(String what, String name, String advice) {
        return new ProblemException(ProblemKind.NOT_FOUND, "There is no " + what + " \"" + name + "\". " + advice);
    }

    /** Adds a member to the problem. */
    public ProblemException with(String name, Object value) {
        properties.put(name, value);
        return this;
    }

    /** Says when to try again; only where the kind of problem is one that passes. */
    public ProblemException retryAfter(Duration wait) {
        retryAfter = wait;
        return this;
    }

    /** When to try again. */
    Duration retryAfter() {
        return retryAfter;
    }

    public ProblemKind kind() {
        return kind;
    }

    public List<FieldProblem> errors() {
        return errors;
    }

    public Map<String, Object> properties() {
        return properties;
    }
}
