package dev.vethlab.web.security;

import java.time.Duration;
import java.util.List;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/** What pages of other origins may do: all that the interface has, with a key in a header, and never with a cookie. */
final class CrossOrigin {

    private static final Duration REMEMBERED = Duration.ofHours(1);

    private CrossOrigin() {}

    static CorsConfigurationSource from(List<String> origins) {
        CorsConfiguration allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(origins);
        allowed.setAllowedMethods(List.of("GET", "POST", "PUT", "PATCH", "DELETE"));
        allowed.setAllowedHeaders(List.of("*"));
        allowed.setExposedHeaders(List.of("ETag", "Exit-Code", "Location", "Retry-After", "X-Request-Id"));
        allowed.setAllowCredentials(false);
        allowed.setMaxAge(REMEMBERED);
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/api/**", allowed);
        return source;
    }
}
