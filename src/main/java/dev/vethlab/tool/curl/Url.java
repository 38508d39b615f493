package dev.vethlab.tool.curl;

import dev.vethlab.tool.Process;

/**
 * Where the resource is.
 *
 * @param port -1 where it is not given
 */
record Url(String host, int port, String path) {

    private static final int HTTP = 80;
    private static final int UNSUPPORTED = 1;
    private static final int MALFORMED = 3;

    /** As curl reads an address, with {@code http} understood. */
    static Url parse(Process process, String text, boolean quiet) throws Quit {
        String rest = text;
        int scheme = text.indexOf("://");
        if (scheme >= 0) {
            String name = text.substring(0, scheme).toLowerCase(java.util.Locale.ROOT);
            if (!name.equals("http")) {
                boolean known =
                        name.matches("https|ftps?|file|telnet|tftp|sftp|scp|smtps?|imaps?|pop3s?|ldaps?|mqtt|dict");
                throw fail(
                        process,
                        quiet && !known,
                        UNSUPPORTED,
                        known
                                ? name + " is not simulated"
                                : "Protocol \"" + name + "\" not supported or disabled in libcurl");
            }
            rest = text.substring(scheme + 3);
        }
        int slash = rest.replaceFirst("[?#]", "/").indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 ? "/" : rest.substring(slash).replaceFirst("#.*", "");
        path = path.startsWith("/") ? path : "/" + path;
        int colon = authority.lastIndexOf(':');
        String host = colon < 0 ? authority : authority.substring(0, colon);
        String port = colon < 0 ? "" : authority.substring(colon + 1);
        boolean valid = !host.isEmpty()
                && host.matches("[A-Za-z0-9._-]+")
                && (port.isEmpty() || port.matches("[0-9]{1,5}") && Integer.parseInt(port) <= 65_535);
        if (!valid) {
            throw fail(process, quiet, MALFORMED, "URL using bad/illegal format or missing URL");
        }
        return new Url(host, port.isEmpty() ? -1 : Integer.parseInt(port), path);
    }

    private static Quit fail(Process process, boolean quiet, int status, String text) {
        if (!quiet) {
            process.err("curl: (" + status + ") " + text + "\n");
        }
        return new Quit(status);
    }

    int effectivePort() {
        return port < 0 ? HTTP : port;
    }

    /** The value of the header {@code Host}. */
    String authority() {
        return port < 0 || port == HTTP ? host : host + ":" + port;
    }

    @Override
    public String toString() {
        return "http://" + (port < 0 ? host : host + ":" + port) + path;
    }
}
