package dev.vethlab.web.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * The key that a request shows: in the header {@code Authorization}, or, since a browser can put no header on links and event
 * streams, in the cookie that the page keeps. A cookie comes along by itself, so it counts only where the request comes from the
 * page and from no other site: what would change something must say so.
 */
final class ShownKey implements BearerTokenResolver {

    static final String COOKIE = "vethlab-key";

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final BearerTokenResolver header = new DefaultBearerTokenResolver();

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        String shown = header.resolve(request);
        return shown == null && comesFromThePage(request) ? cookie(request) : shown;
    }

    private static boolean comesFromThePage(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !OWN_SITES.contains(site)) {
            return false;
        }
        String origin = request.getHeader("Origin");
        return origin == null ? SAFE.contains(request.getMethod()) : isHost(origin, request.getHeader("Host"));
    }

    private static boolean isHost(String origin, @Nullable String host) {
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException unfit) {
            return false;
        }
    }

    private static @Nullable String cookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(COOKIE) && !cookie.getValue().isEmpty()) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }
}
