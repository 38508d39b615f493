package dev.vethlab.web.lab;

import dev.vethlab.lab.Lab;
import dev.vethlab.lab.StaleRevisionException;
import dev.vethlab.web.problem.ProblemException;
import dev.vethlab.web.problem.ProblemKind;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The revision that a client thought its change out for: the header {@code If-Match}.
 *
 * @param revision empty where the client does not care
 */
public record ExpectedRevision(OptionalLong revision) {

    private static final Pattern ENTITY_TAG = Pattern.compile("\"(\\d{1,18})\"");

    static ExpectedRevision of(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return new ExpectedRevision(OptionalLong.empty());
        }
        Matcher matcher = ENTITY_TAG.matcher(ifMatch.strip());
        if (!matcher.matches()) {
            throw new ProblemException(
                    ProblemKind.INVALID_REQUEST,
                    "If-Match must be an ETag of this lab, such as \"12\" with its quotation marks, or *.");
        }
        return new ExpectedRevision(OptionalLong.of(Long.parseLong(matcher.group(1))));
    }

    /**
     * Looks whether a lab is at the revision, for a change that is not one of its machine.
     *
     * @throws StaleRevisionException when it is not
     */
    void require(Lab lab) throws StaleRevisionException {
        long actual = lab.revision();
        if (revision.isPresent() && revision.getAsLong() != actual) {
            throw new StaleRevisionException(revision.getAsLong(), actual);
        }
    }

    /** The entity tag of a revision. */
    public static String tag(long revision) {
        return "\"" + revision + "\"";
    }
}
