package dev.vethlab.web.security;

import dev.vethlab.web.settings.SecuritySettings;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.stereotype.Component;

/** What opens the service: keys, tokens, or nothing because nobody is asked. */
@Component
public final class Access {

    private final boolean keys;
    private final Optional<JwtDecoder> tokens;

    Access(SecuritySettings settings, ObjectProvider<JwtDecoder> tokens) {
        this.keys = !settings.keys().isEmpty();
        this.tokens = Optional.ofNullable(tokens.getIfAvailable());
    }

    /** Whether a key or a token is needed. */
    public boolean isGuarded() {
        return keys || tokens.isPresent();
    }

    /** What reads tokens, where an issuer is configured. */
    Optional<JwtDecoder> tokens() {
        return tokens;
    }
}
