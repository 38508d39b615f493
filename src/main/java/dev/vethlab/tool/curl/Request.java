package dev.vethlab.tool.curl;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What is asked of the server. */
record Request(CurlOptions options, Url url) {

    String method() {
        if (!options.method.isEmpty()) {
            return options.method;
        }
        return options.head ? "HEAD" : options.hasData ? "POST" : "GET";
    }

    String text() {
        StringBuilder text = new StringBuilder(method())
                .append(' ')
                .append(url.path())
                .append(options.http10 ? " HTTP/1.0" : " HTTP/1.1")
                .append("\r\n");
        header(text, "Host", url.authority());
        header(text, "User-Agent", options.userAgent);
        header(text, "Accept", "*/*");
        for (String own : options.headers) {
            if (!own.endsWith(":")) {
                text.append(own).append("\r\n");
            }
        }
        if (options.hasData) {
            int length = options.data.getBytes(StandardCharsets.UTF_8).length;
            header(text, "Content-Length", String.valueOf(length));
            header(text, "Content-Type", "application/x-www-form-urlencoded");
        }
        return text.append("\r\n").append(options.hasData ? options.data : "").toString();
    }

    /** Adds a header, unless the user has one of this name. */
    private void header(StringBuilder text, String name, String value) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        for (String own : options.headers) {
            if (own.toLowerCase(Locale.ROOT).startsWith(start)) {
                return;
            }
        }
        if (!value.isEmpty()) {
            text.append(name).append(": ").append(value).append("\r\n");
        }
    }
}
