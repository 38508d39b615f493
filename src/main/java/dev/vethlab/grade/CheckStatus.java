package dev.vethlab.grade;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a check came out. */
public enum CheckStatus {
    PASSED,
    FAILED,
    /** It asks for something that is not simulated, so nobody can say. */
    UNMODELLED;

    /** As reports have it. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
