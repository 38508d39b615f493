package dev.vethlab.web.observation;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request an id, the client's own where it sends one that is fit, and has it, with the id of the lab, stand in whatever is
 * logged meanwhile. Logged at level DEBUG, each request is a line.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestIds extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger("dev.vethlab.requests");

    private static final String HEADER = "X-Request-Id";
    private static final Pattern FIT = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern LAB = Pattern.compile("/api/v1/labs/([A-Za-z0-9_-]{1,64})(/.*)?");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = idOf(request.getHeader(HEADER));
        Matcher lab = LAB.matcher(request.getRequestURI());
        response.setHeader(HEADER, id);
        MDC.put("request", id);
        if (lab.matches()) {
            MDC.put("lab", lab.group(1));
        }
        long before = System.nanoTime();
        try {
            chain.doFilter(request, response);
        } finally {
            if (LOG.isDebugEnabled()) {
                LOG.debug(
                        "{} {} {} {} us",
                        request.getMethod(),
                        request.getRequestURI(),
                        response.getStatus(),
                        (System.nanoTime() - before) / 1000);
            }
            MDC.remove("request");
            MDC.remove("lab");
        }
    }

    private static String idOf(@Nullable String sent) {
        return sent != null && FIT.matcher(sent).matches()
                ? sent
                : Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), Character.MAX_RADIX);
    }
}
