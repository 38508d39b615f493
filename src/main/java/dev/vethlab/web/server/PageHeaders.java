package dev.vethlab.web.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells browsers what the page may do: load from this service and nowhere else, and run no script that is written into
 * HTML. The terminal writes its own style sheets, so those may stand in the page. Swagger UI brings HTML of its own and is
 * left alone.
 */
@Component
@Order(PageHeaders.ORDER)
class PageHeaders extends OncePerRequestFilter {

    /** Before Spring Security, whose refusals have these headers too. */
    static final int ORDER = -200;

    private static final String POLICY = String.join(
            "; ",
            "default-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'");

    private static final String UNFRAMED = "frame-ancestors 'none'";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader(
                "Content-Security-Policy",
                path.startsWith("/swagger-ui") || path.startsWith("/docs") ? UNFRAMED : POLICY);
        chain.doFilter(request, response);
    }
}
