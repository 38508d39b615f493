package dev.vethlab.tool.python;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What {@code SimpleHTTPRequestHandler} answers. */
final class HttpPages {

    private static final DateTimeFormatter HEADER = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter LOG =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final String LISTING = """
            <!DOCTYPE HTML>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>Directory listing for /</title>
            </head>
            <body>
            <h1>Directory listing for /</h1>
            <hr>
            <ul>
            </ul>
            <hr>
            </body>
            </html>
            """;

    private static final String ERROR = """
            <!DOCTYPE HTML>
            <html lang="en">
                <head>
                    <meta charset="utf-8">
                    <title>Error response</title>
                </head>
                <body>
                    <h1>Error response</h1>
                    <p>Error code: %d</p>
                    <p>Message: %s.</p>
                    <p>Error code explanation: %s.</p>
                </body>
            </html>
            """;

    private HttpPages() {}

    /**
     * An answer.
     *
     * @param head status line and headers, with the empty line
     */
    record Page(int status, String message, String head, String body) {}

    static String logDate(long realTimeNs) {
        return LOG.format(instant(realTimeNs));
    }

    private static Instant instant(long realTimeNs) {
        return Instant.ofEpochSecond(realTimeNs / 1_000_000_000, realTimeNs % 1_000_000_000);
    }

    /** The listing of the directory, which is empty. */
    static Page listing(long realTimeNs) {
        String head = common("200 OK", realTimeNs) + "Content-type: text/html; charset=utf-8\r\nContent-Length: "
                + LISTING.length() + "\r\n\r\n";
        return new Page(200, "", head, LISTING);
    }

    static Page error(int status, String message, long realTimeNs) {
        String body = String.format(ERROR, status, escape(message), explanation(status));
        String head = common(status + " " + message, realTimeNs)
                + "Connection: close\r\nContent-Type: text/html;charset=utf-8\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n";
        return new Page(status, message, head, body);
    }

    private static String common(String status, long realTimeNs) {
        return "HTTP/1.0 " + status + "\r\nServer: SimpleHTTP/0.6 Python/3.11.2\r\nDate: "
                + HEADER.format(instant(realTimeNs)) + "\r\n";
    }

    private static String explanation(int status) {
        return status + " - "
                + switch (status) {
                    case 404 -> "Nothing matches the given URI";
                    case 501 -> "Server does not support this operation";
                    case 505 -> "Cannot fulfill request";
                    default -> "Bad request syntax or unsupported method";
                };
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
