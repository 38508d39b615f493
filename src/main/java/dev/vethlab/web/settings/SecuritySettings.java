package dev.vethlab.web.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may use the service. Without keys, and without an issuer of tokens under {@code spring.security.oauth2.resourceserver.jwt},
 * everybody may who reaches it, and only programs on the same machine do.
 *
 * @param keys the API keys that are known, each with the {@code id} of its holder, the {@code sha256} of the key in hexadecimal digits, and
 *     a {@code role}: student (the default), teacher or operator
 * @param rolesClaim where a token says what its holder is: the name of a claim, or names with dots between them
 * @param allowedOrigins the origins whose pages may use the service from a browser, such as {@code https://school.example}
 */
@Validated
@ConfigurationProperties("vethlab.security")
public record SecuritySettings(
        @DefaultValue List<@Valid Key> keys,
        @DefaultValue("roles") String rolesClaim,
        @DefaultValue List<String> allowedOrigins) {

    /**
     * An API key. The key itself is known to its holder alone.
     *
     * @param id the name of its holder: labs belong to it, and logs and metrics show it
     * @param sha256 the SHA-256 digest of the key, in 64 hexadecimal digits
     * @param role what its holder may do: {@code student}, {@code teacher} or {@code operator}
     */
    public record Key(
            @NotNull @Pattern(regexp = "[A-Za-z0-9._@-]{1,64}")
            String id,

            @NotNull
            @Pattern(regexp = "[0-9a-fA-F]{64}", message = "must be 64 hexadecimal digits: the output of sha256sum")
            String sha256,

            @DefaultValue("STUDENT") Role role) {}

    /** What somebody may do; each may do all that those before it may. */
    public enum Role {
        /** Makes labs and does what they like in them. */
        STUDENT,
        /** Grades submissions, and reads the rubrics of exercises. */
        TEACHER,
        /** Sees every lab, and how the service is. */
        OPERATOR
    }
}
