package dev.vethlab.web.security;

import dev.vethlab.web.problem.ProblemException;
import dev.vethlab.web.problem.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Answers with a problem where Spring Security turns a request away. */
@Component
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

    private final HandlerExceptionResolver handlerExceptionResolver;

    Refusals(HandlerExceptionResolver handlerExceptionResolver) {
        this.handlerExceptionResolver = handlerExceptionResolver;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException unknown) {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"vethlab\"");
        answer(
                request,
                response,
                ProblemKind.UNAUTHORIZED,
                request.getHeader(HttpHeaders.AUTHORIZATION) == null
                        ? "A key is needed: send it as \"Authorization: Bearer KEY\"."
                        : "The key is not known, or the token is not valid (any more).");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied) {
        answer(request, response, ProblemKind.FORBIDDEN, "The key is known, and its role is not enough for this.");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejected) {
        answer(
                request,
                response,
                ProblemKind.INVALID_REQUEST,
                "The path or a header has something that is not allowed there, such as // or /../."
                        + " Percent-encode names in a path.");
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, ProblemKind kind, String detail) {
        handlerExceptionResolver.resolveException(request, response, null, new ProblemException(kind, detail));
    }
}
