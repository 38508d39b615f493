package dev.vethlab.web.security;

import dev.vethlab.web.settings.SecuritySettings;
import dev.vethlab.web.settings.SecuritySettings.Key;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

/** Finds out who holds a bearer token: an API key, or else a token of the issuer that is configured. */
@Component
final class Bearers implements AuthenticationManager {

    private final ApiKeys keys;
    private final Optional<JwtAuthenticationProvider> tokens;
    private final List<String> rolesClaim;

    Bearers(ApiKeys keys, Access access, SecuritySettings settings) {
        this.keys = keys;
        this.rolesClaim = List.of(settings.rolesClaim().split("\\."));
        this.tokens = access.tokens().map(decoder -> {
            JwtAuthenticationProvider provider = new JwtAuthenticationProvider(decoder);
            provider.setJwtAuthenticationConverter(this::holder);
            return provider;
        });
    }

    @Override
    public Authentication authenticate(Authentication request) {
        String shown = ((BearerTokenAuthenticationToken) request).getToken();
        Optional<Key> key = keys.find(shown);
        if (key.isPresent()) {
            return UsernamePasswordAuthenticationToken.authenticated(
                    "key:" + key.get().id(),
                    null,
                    List.of(Roles.granted(key.get().role())));
        }
        if (tokens.isPresent()) {
            return Objects.requireNonNull(tokens.get().authenticate(request));
        }
        throw new InvalidBearerTokenException("the key is not known");
    }

    /** Somebody is who they are to their issuer: two issuers may well have the same name for two people. */
    private JwtAuthenticationToken holder(Jwt token) {
        String issuer = String.valueOf(token.getClaims().getOrDefault("iss", ""));
        return new JwtAuthenticationToken(token, roles(token), "token:" + issuer + "#" + token.getSubject());
    }

    private Collection<GrantedAuthority> roles(Jwt token) {
        Object place = token.getClaims();
        for (String name : rolesClaim) {
            place = place instanceof Map<?, ?> object ? object.get(name) : null;
        }
        if (place instanceof Collection<?> names) {
            return Roles.named(names.stream().map(String::valueOf).toList());
        }
        return place instanceof String names ? Roles.named(List.of(names.split("[ ,]+"))) : List.of();
    }
}
