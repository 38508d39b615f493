package dev.vethlab.web.problem;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What is the matter with a body that does not become what it should, in words that know JSON and no Java. */
final class JsonComplaint {

    /** What the parser adds for those who know its options. */
    private static final Pattern ASIDE = Pattern.compile("(?s)( \\(start marker|\n| \\(from |\\(through ).*");

    private JsonComplaint() {}

    static ProblemException of(Throwable unreadable) {
        for (Throwable link = unreadable; link != null; link = link.getCause()) {
            if (link instanceof ProblemException problem) {
                return problem;
            }
            if (link instanceof UnrecognizedPropertyException unknown) {
                return unknownProperty(unknown);
            }
            if (link instanceof DatabindException unfit) {
                return unfit(unfit);
            }
            if (link instanceof InputCoercionException outOfRange) {
                return invalid(BodyPointers.of(outOfRange), "must be " + kind(outOfRange.getTargetType()));
            }
            if (link instanceof JacksonException malformed) {
                return malformed(malformed);
            }
        }
        return new ProblemException(
                ProblemKind.MALFORMED_BODY, "The body is missing or cannot be read. Send what the contract says.");
    }

    private static ProblemException unknownProperty(UnrecognizedPropertyException unknown) {
        String pointer = BodyPointers.of(unknown);
        Collection<Object> known = unknown.getKnownPropertyIds();
        return new ProblemException(
                ProblemKind.INVALID_REQUEST,
                "There is no property \"" + unknown.getPropertyName() + "\" here (" + pointer + "); known are "
                        + (known == null
                                ? List.of()
                                : known.stream().map(String::valueOf).sorted().toList()) + ".",
                List.of(new FieldProblem(pointer, "unknown property")));
    }

    private static ProblemException unfit(DatabindException unfit) {
        String pointer = BodyPointers.of(unfit);
        Class<?> wanted = unfit instanceof MismatchedInputException mismatched ? mismatched.getTargetType() : null;
        return invalid(pointer, "must be " + kind(wanted));
    }

    private static ProblemException invalid(String pointer, String complaint) {
        if (pointer.isEmpty()) {
            return new ProblemException(
                    ProblemKind.INVALID_REQUEST,
                    "The body " + complaint + ".",
                    List.of(new FieldProblem("", complaint)));
        }
        return ProblemException.invalid(pointer, complaint);
    }

    private static ProblemException malformed(JacksonException malformed) {
        TokenStreamLocation place = malformed.getLocation();
        String where = place == null || place.getLineNr() < 1
                ? ""
                : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
        String words = String.valueOf(malformed.getOriginalMessage());
        return new ProblemException(
                ProblemKind.MALFORMED_BODY,
                "The body is not well-formed" + where + ": "
                        + ASIDE.matcher(words).replaceFirst("").replace('`', '"'));
    }

    private static String kind(@Nullable Class<?> type) {
        if (type == null) {
            return "something else";
        }
        if (type == String.class) {
            return "text, in quotation marks";
        }
        if (type == Integer.class || type == Long.class || type == int.class || type == long.class) {
            return "a whole number" + (type == Integer.class || type == int.class ? " of 32 bits" : " of 64 bits");
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return type.isRecord() || Map.class.isAssignableFrom(type) ? "an object" : "something else";
    }
}
