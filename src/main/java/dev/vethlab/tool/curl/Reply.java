package dev.vethlab.tool.curl;

import dev.vethlab.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The answer of a server, as far as it has come in. */
final class Reply {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final boolean headOnly;
    private int bodyStart = -1;
    private List<String> lines = List.of();

    /**
     * @param headOnly whether no body follows, whatever the headers say
     */
    Reply(boolean headOnly) {
        this.headOnly = headOnly;
    }

    void add(Bytes data) {
        bytes.writeBytes(data.encode());
        if (bodyStart < 0) {
            String text = bytes.toString(StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            int bare = text.indexOf("\n\n");
            boolean crlf = end >= 0 && (bare < 0 || end < bare);
            int found = crlf ? end : bare;
            if (found >= 0) {
                bodyStart = found + (crlf ? 4 : 2);
                lines = new ArrayList<>(List.of(text.substring(0, found).split("\r?\n", -1)));
            }
        }
    }

    boolean isEmpty() {
        return bytes.size() == 0;
    }

    int received() {
        return bytes.size();
    }

    /** Whether what has come in is no HTTP. */
    boolean isForeign() {
        String start = "HTTP/";
        String text = bytes.toString(StandardCharsets.ISO_8859_1);
        return !text.substring(0, Math.min(text.length(), start.length()))
                .equals(start.substring(0, Math.min(text.length(), start.length())));
    }

    boolean hasHead() {
        return bodyStart >= 0;
    }

    /** The status line and the headers. */
    List<String> lines() {
        return lines;
    }

    /** Status line and headers as they came, with the empty line. */
    String head() {
        return bytes.toString(StandardCharsets.UTF_8).substring(0, bodyStart);
    }

    int status() {
        String[] words = lines.isEmpty() ? new String[0] : lines.get(0).split(" ", 3);
        return words.length > 1 && words[1].matches("[0-9]{3}") ? Integer.parseInt(words[1]) : 0;
    }

    boolean isOld() {
        return !lines.isEmpty() && lines.get(0).startsWith("HTTP/1.0");
    }

    String header(String name) {
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).toLowerCase(Locale.ROOT).equals(name)) {
                return line.substring(colon + 1).strip();
            }
        }
        return "";
    }

    /** How long the body will be, -1 where only the end of the connection tells. */
    int expected() {
        boolean none = headOnly || status() == 204 || status() == 304;
        String length = header("content-length");
        return none ? 0 : length.matches("[0-9]{1,9}") ? Integer.parseInt(length) : -1;
    }

    int bodyReceived() {
        int here = Math.max(0, bytes.size() - bodyStart);
        return expected() < 0 ? here : Math.min(here, expected());
    }

    int excess() {
        return expected() < 0 ? 0 : Math.max(0, bytes.size() - bodyStart - expected());
    }

    boolean isComplete() {
        return hasHead() && expected() >= 0 && bytes.size() - bodyStart >= expected();
    }

    String body() {
        return new String(bytes.toByteArray(), bodyStart, bodyReceived(), StandardCharsets.UTF_8);
    }
}
