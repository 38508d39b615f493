package dev.vethlab.web.problem;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/** The kinds of problem, each with a stable type URI, {@code /problems/NAME}, under which the service explains it. */
public enum ProblemKind {
    MALFORMED_BODY(
            HttpStatus.BAD_REQUEST,
            "The body cannot be read",
            "The body is not the JSON, YAML or text that it should be. The detail names the place."),
    INVALID_REQUEST(
            HttpStatus.BAD_REQUEST,
            "The request is not valid",
            "A field or parameter has a value that can never be right. Each entry of errors points to one with a JSON pointer."),
    UNAUTHORIZED(
            HttpStatus.UNAUTHORIZED,
            "A key is needed",
            "The service is configured with keys, and the request had none that is known."),
    FORBIDDEN(HttpStatus.FORBIDDEN, "Not allowed", "The key is known, and it is not enough for this."),
    NOT_FOUND(
            HttpStatus.NOT_FOUND,
            "There is no such resource",
            "The lab, namespace, interface or other resource does not exist, or no longer. Labs are forgotten when they have not been used for their time to live."),
    METHOD_NOT_ALLOWED(
            HttpStatus.METHOD_NOT_ALLOWED,
            "The method is not allowed here",
            "The header Allow names the methods that are."),
    NOT_ACCEPTABLE(
            HttpStatus.NOT_ACCEPTABLE,
            "No such representation",
            "The resource cannot be had in any of the media types that Accept names."),
    CONFLICT(
            HttpStatus.CONFLICT,
            "Conflicts with the state of the lab",
            "What is to be made exists already, or is in use. The detail has the kernel's own words."),
    STALE_REVISION(
            HttpStatus.PRECONDITION_FAILED,
            "The lab has moved on",
            "The revision in If-Match is not the lab's. Read the lab again and decide anew."),
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is too large", "Send less at a time."),
    UNSUPPORTED_MEDIA_TYPE(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "The content type is not supported",
            "The detail and the header Accept name the types that are."),
    REFUSED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The simulated kernel refuses",
            "The request is well-formed, and Linux says no to it. The detail has its own words, errno its error number."),
    NOT_SIMULATED(HttpStatus.UNPROCESSABLE_CONTENT, "Not simulated", "Linux can do this and vethlab cannot, yet."),
    RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS, "Too many requests", "Wait as long as Retry-After says."),
    LIMIT_REACHED(
            HttpStatus.TOO_MANY_REQUESTS,
            "A limit is reached",
            "The lab may not grow further in this respect. The detail names the limit; the operator can raise it."),
    AT_CAPACITY(
            HttpStatus.SERVICE_UNAVAILABLE,
            "At capacity",
            "The service has no room at the moment. Wait as long as Retry-After says, or delete labs."),
    STORE_UNAVAILABLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The store of the labs is away",
            "Labs can be neither found nor changed at the moment; what was acknowledged is not lost. Wait as long as Retry-After says. Whether the change at hand was made shows in the lab's revision."),
    INTERNAL(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "A fault in the service",
            "This is a defect of vethlab. Please report what was sent.");

    private final HttpStatus status;
    private final String title;
    private final String explanation;

    ProblemKind(HttpStatus status, String title, String explanation) {
        this.status = status;
        this.title = title;
        this.explanation = explanation;
    }

    public HttpStatus status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** What it means and what to do, in general. */
    public String explanation() {
        return explanation;
    }

    /** The last part of the type URI, such as {@code stale-revision}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The type URI. */
    public URI type() {
        return URI.create("/problems/" + slug());
    }
}
