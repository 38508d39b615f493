package dev.vethlab.web.problem;

import dev.vethlab.lab.CommandFailedException;
import dev.vethlab.lab.LabGoneException;
import dev.vethlab.lab.LimitReachedException;
import dev.vethlab.lab.StaleRevisionException;
import dev.vethlab.lab.StoreUnavailableException;
import dev.vethlab.lab.topology.InvalidTopologyException;
import dev.vethlab.web.observation.Figures;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns every error into a problem. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final Figures figures;

    ProblemAdvice(Figures figures) {
        this.figures = figures;
    }

    @ExceptionHandler
    ResponseEntity<Object> problem(ProblemException problem, HttpServletRequest request) {
        return answer(problem, request);
    }

    @ExceptionHandler
    ResponseEntity<Object> commandFailed(CommandFailedException failure, HttpServletRequest request) {
        return answer(Problems.of(failure), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> stale(StaleRevisionException stale, HttpServletRequest request) {
        return answer(
                new ProblemException(
                        ProblemKind.STALE_REVISION,
                        "If-Match names revision " + stale.expected() + ", and the lab is at " + stale.actual()
                                + ". Read it again and decide anew."),
                request);
    }

    @ExceptionHandler
    ResponseEntity<Object> limit(LimitReachedException limit, HttpServletRequest request) {
        figures.refused(limit.limit());
        return answer(Problems.of(limit), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> storeUnavailable(StoreUnavailableException away, HttpServletRequest request) {
        LOG.warn("{} {}: {}", request.getMethod(), request.getRequestURI(), away.getMessage());
        return answer(
                new ProblemException(ProblemKind.STORE_UNAVAILABLE, ProblemKind.STORE_UNAVAILABLE.explanation()),
                request);
    }

    @ExceptionHandler
    ResponseEntity<Object> gone(LabGoneException gone, HttpServletRequest request) {
        return answer(
                ProblemException.notFound("lab", gone.lab(), "It was deleted or expired while it was in use."),
                request);
    }

    @ExceptionHandler
    ResponseEntity<Object> invalidTopology(InvalidTopologyException invalid, HttpServletRequest request) {
        return answer(ProblemException.invalid(invalid.pointer(), String.valueOf(invalid.getMessage())), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> fault(RuntimeException fault, HttpServletRequest request) {
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), fault);
        return answer(
                new ProblemException(ProblemKind.INTERNAL, "A defect of vethlab; nothing has changed in the lab."),
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(JsonComplaint.of(unreadable), servletRequest(request));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<FieldProblem> errors = invalid.getAllErrors().stream()
                .map(error -> new FieldProblem(BodyPointers.of(error), String.valueOf(error.getDefaultMessage())))
                .sorted(Comparator.comparing(FieldProblem::pointer))
                .toList();
        return answer(
                new ProblemException(ProblemKind.INVALID_REQUEST, sentence(errors), errors), servletRequest(request));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotSupported(
            HttpMediaTypeNotSupportedException unsupported,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(
                new ProblemException(
                        ProblemKind.UNSUPPORTED_MEDIA_TYPE,
                        (unsupported.getContentType() == null
                                        ? "Content-Type is missing or is no media type"
                                        : "Content-Type \"" + unsupported.getContentType() + "\" is not supported here")
                                + "; send one of " + unsupported.getSupportedMediaTypes() + "."),
                servletRequest(request),
                headers);
    }

    /** What Spring refuses by itself: its problem, with our type. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemKind kind = kindOf(status);
        String detail = body instanceof ProblemDetail detailed && detailed.getDetail() != null
                ? detailed.getDetail()
                : kind.explanation();
        if (failure instanceof NoResourceFoundException) {
            detail = "Nothing is at this path. The contract, /openapi.yaml, lists what there is.";
        }
        if (failure instanceof HttpRequestMethodNotSupportedException unsupported) {
            detail = unsupported.getMethod() + " is not possible here; possible are "
                    + unsupported.getSupportedHttpMethods() + ".";
        }
        if (failure instanceof HttpMediaTypeNotAcceptableException unacceptable) {
            detail = unacceptable.getSupportedMediaTypes().isEmpty()
                    ? "Accept is not a list of media types. Send one such as application/json, or leave it out."
                    : "None of the media types in Accept can be had here; there are "
                            + unacceptable.getSupportedMediaTypes() + ".";
        }
        if (failure instanceof MethodArgumentTypeMismatchException mismatch) {
            detail = "The parameter " + mismatch.getName() + " cannot be \"" + mismatch.getValue() + "\".";
        }
        return answer(new ProblemException(kind, detail), servletRequest(request), headers);
    }

    private static String sentence(List<FieldProblem> errors) {
        return errors.stream()
                .map(error -> error.pointer() + ": " + error.detail())
                .reduce((one, other) -> one + "; " + other)
                .orElse("The request is not valid.");
    }

    private static ProblemKind kindOf(HttpStatusCode status) {
        for (ProblemKind kind : ProblemKind.values()) {
            if (kind.status().value() == status.value() && kind != ProblemKind.MALFORMED_BODY) {
                return kind;
            }
        }
        return status.is4xxClientError() ? ProblemKind.INVALID_REQUEST : ProblemKind.INTERNAL;
    }

    private static HttpServletRequest servletRequest(WebRequest request) {
        return ((ServletWebRequest) request).getRequest();
    }

    private static ResponseEntity<Object> answer(ProblemException problem, HttpServletRequest request) {
        return answer(problem, request, new HttpHeaders());
    }

    private static ResponseEntity<Object> answer(
            ProblemException problem, HttpServletRequest request, HttpHeaders headers) {
        ProblemDetail body = ProblemDetail.forStatus(problem.kind().status());
        body.setType(problem.kind().type());
        body.setTitle(problem.kind().title());
        body.setDetail(problem.getMessage());
        body.setInstance(instanceOf(request));
        if (!problem.errors().isEmpty()) {
            body.setProperty("errors", problem.errors());
        }
        problem.properties().forEach(body::setProperty);
        HttpHeaders all = new HttpHeaders(headers);
        all.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.kind().status().value() == 503 || problem.kind().status().value() == 429) {
            all.set(HttpHeaders.RETRY_AFTER, seconds(problem.retryAfter()));
        }
        return new ResponseEntity<>(body, all, problem.kind().status());
    }

    /** Whole seconds, rounded up: a client that waits so long finds what it waits for. */
    private static String seconds(Duration wait) {
        return String.valueOf(Math.max(1, wait.plusNanos(999_999_999).toSeconds()));
    }

    private static URI instanceOf(HttpServletRequest request) {
        try {
            return URI.create(request.getRequestURI());
        } catch (IllegalArgumentException unfit) {
            return URI.create("/");
        }
    }
}
