package dev.vethlab.web.security;

import dev.vethlab.web.settings.SecuritySettings.Role;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Tells who makes the request that the present thread works on. */
@Component
public final class Callers {

    /** Sees what is everybody's. Where a key is needed, whatever works on behalf of nobody is this. */
    private static final Caller STRANGER = new Caller("", false);

    private final Access access;

    Callers(Access access) {
        this.access = access;
    }

    /** Who makes the present request. */
    public Caller current() {
        if (!access.isGuarded()) {
            return Caller.ANYBODY;
        }
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null
                || !authentication.isAuthenticated()
                || authentication instanceof AnonymousAuthenticationToken) {
            return STRANGER;
        }
        boolean operator = authentication.getAuthorities().stream()
                .anyMatch(authority -> Roles.authority(Role.OPERATOR).equals(authority.getAuthority()));
        return new Caller(authentication.getName(), operator);
    }
}
