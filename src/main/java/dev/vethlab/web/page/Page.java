package dev.vethlab.web.page;

import dev.vethlab.web.problem.FieldProblem;
import dev.vethlab.web.problem.ProblemException;
import dev.vethlab.web.problem.ProblemKind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The part of a list that a client asks for.
 *
 * @param size the most items a page, 1 to 500
 * @param offset how many items come before this page
 */
public record Page(int size, int offset) {

    public static final int DEFAULT_SIZE = 50;
    public static final int GREATEST_SIZE = 500;

    static Page of(String size, String token) {
        int parsed = DEFAULT_SIZE;
        if (!size.isEmpty()) {
            parsed = number(size, "pageSize");
            if (parsed < 1 || parsed > GREATEST_SIZE) {
                throw bad("pageSize", "must be 1 to " + GREATEST_SIZE);
            }
        }
        return new Page(parsed, token.isEmpty() ? 0 : offset(token));
    }

    /** The answer: the items of this page under their plural, and the token of the next page if there is one. */
    public <T> Map<String, Object> of(String plural, List<T> all, Function<? super T, ?> view) {
        int from = Math.min(offset, all.size());
        int to = Math.min(from + size, all.size());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(plural, all.subList(from, to).stream().map(view).toList());
        if (to < all.size()) {
            answer.put("nextPageToken", token(to));
        }
        return answer;
    }

    private static String token(int offset) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("after " + offset).getBytes(StandardCharsets.US_ASCII));
    }

    private static int offset(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII);
            int offset = text.startsWith("after ") ? Integer.parseInt(text.substring("after ".length())) : -1;
            if (offset >= 0) {
                return offset;
            }
        } catch (IllegalArgumentException unfit) {
            throw bad("pageToken", "is not one that this service gave out");
        }
        throw bad("pageToken", "is not one that this service gave out");
    }

    private static int number(String text, String parameter) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException unfit) {
            throw bad(parameter, "must be a number");
        }
    }

    private static ProblemException bad(String parameter, String detail) {
        return new ProblemException(
                ProblemKind.INVALID_REQUEST,
                "The parameter " + parameter + " " + detail + ".",
                List.of(new FieldProblem("/" + parameter, detail)));
    }
}
