package dev.vethlab.web.security;

import dev.vethlab.web.settings.SecuritySettings.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Roles as Spring Security knows them. */
final class Roles {

    private static final String PREFIX = "ROLE_";

    private Roles() {}

    static String authority(Role role) {
        return PREFIX + role.name();
    }

    static GrantedAuthority granted(Role role) {
        return new SimpleGrantedAuthority(authority(role));
    }

    /** The roles of those names; names that are none of ours are passed over. */
    static List<GrantedAuthority> named(List<String> names) {
        return Arrays.stream(Role.values())
                .filter(role -> names.stream()
                        .anyMatch(name -> name.toUpperCase(Locale.ROOT).equals(role.name())))
                .map(Roles::granted)
                .toList();
    }
}
