package dev.vethlab.tool.curl;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.machine.Timer;
import dev.vethlab.kernel.socket.TcpSocket;
import dev.vethlab.tool.Activity;
import dev.vethlab.tool.Process;
import dev.vethlab.tool.hosts.Hosts;
import dev.vethlab.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request and what becomes of it. */
final class Transfer extends Activity {

    private static final int NO_HOST = 6;
    private static final int NO_CONNECTION = 7;
    private static final int PARTIAL = 18;
    private static final int HTTP_ERROR = 22;
    private static final int TIMED_OUT = 28;
    private static final int INTERFACE = 45;
    private static final int EMPTY = 52;
    private static final int RECEIVE_FAILED = 56;
    private static final int FOREIGN = 1;

    private static final long MS = 1_000_000;
    private static final long SEND_NS = 50_000;
    private static final long CLOSE_NS = 80_000;
    private static final int CHUNK = 16_384;

    private final Process process;
    private final CurlOptions options;
    private final Url url;
    private final Meter meter;
    private final TcpSocket socket;
    private final long startNs;
    private final Reply reply;
    private final List<Timer> timers = new ArrayList<>();
    private Ipv4Address address = Ipv4Address.ANY;
    private boolean connected;
    private boolean headShown;
    private String error = "";
    private int result;

    Transfer(Process process, CurlOptions options, Url url) {
        this.process = process;
        this.options = options;
        this.url = url;
        this.meter = new Meter(process, options.silent || options.noMeter);
        this.socket = process.namespace().sockets().tcp();
        this.startNs = process.kernel().machine().nowNs();
        this.reply = new Reply(options.head);
    }

    private Machine machine() {
        return process.kernel().machine();
    }

    private long elapsedMs() {
        return (machine().nowNs() - startNs) / MS;
    }

    private void note(String text) {
        if (options.verbose) {
            process.err("* " + text + "\n");
        }
    }

    void begin() {
        Optional<Ipv4Address> found = Hosts.resolve(url.host());
        if (found.isEmpty()) {
            note("Could not resolve host: " + url.host());
            closing();
            fail(NO_HOST, "Could not resolve host: " + url.host());
            return;
        }
        address = found.get();
        meter.begin();
        note("  Trying " + address + ":" + url.effectivePort() + "...");
        try {
            bind();
        } catch (KernelException refused) {
            boolean noDevice = refused.errno() == Errno.ENODEV;
            String text = noDevice
                    ? "Couldn't bind to '" + options.device + "'"
                    : "bind failed with errno " + refused.errno().number() + ": "
                            + refused.errno().words();
            closing();
            fail(INTERFACE, text);
            return;
        }
        socket.setNoDelay();
        timeout(options.maxTimeNs, this::maxTimeOver);
        timeout(options.connectTimeoutNs, this::connectTimeOver);
        try {
            socket.connect(address, url.effectivePort());
        } catch (KernelException refused) {
            note("Immediate connect fail for " + address + ": "
                    + refused.errno().words());
            notConnected(refused.errno(), NO_CONNECTION);
            return;
        }
        socket.setListener(this::changed);
        changed();
    }

    private void bind() throws KernelException {
        Optional<Ipv4Address> source = Ipv4Address.parse(options.device);
        if (!options.device.isEmpty() && source.isEmpty()) {
            socket.bindToDevice(options.device);
        }
        if (source.isPresent() || options.localPort > 0) {
            socket.bind(source.orElse(Ipv4Address.ANY), options.localPort);
        }
    }

    private void timeout(long ns, Runnable action) {
        if (ns > 0) {
            timers.add(machine().schedule(ns + MS, action));
        }
    }

    private void changed() {
        if (hasEnded() || socket.isConnecting()) {
            return;
        }
        if (!connected) {
            try {
                socket.throwPending();
            } catch (KernelException refused) {
                note("connect to " + address + " port " + url.effectivePort() + " failed: "
                        + refused.errno().words());
                notConnected(refused.errno(), refused.errno() == Errno.ETIMEDOUT ? TIMED_OUT : NO_CONNECTION);
                return;
            }
            connected = true;
            note("Connected to " + url.host() + " (" + address + ") port " + url.effectivePort() + " (#0)");
            machine().schedule(SEND_NS, this::send);
            return;
        }
        receive();
    }

    private void notConnected(Errno errno, int status) {
        String text = "Failed to connect to " + url.host() + " port " + url.effectivePort() + " after " + elapsedMs()
                + " ms: Couldn't connect to server";
        note(text);
        closing();
        fail(status, text);
    }

    private void maxTimeOver() {
        if (hasEnded()) {
            return;
        }
        String text = connected
                ? "Operation timed out after " + elapsedMs() + " milliseconds with " + body() + " bytes received"
                : "Connection timed out after " + elapsedMs() + " milliseconds";
        note(text);
        closing();
        fail(TIMED_OUT, text);
    }

    private String body() {
        int expected = reply.hasHead() ? reply.expected() : -1;
        int here = reply.hasHead() ? reply.bodyReceived() : 0;
        return expected > 0 ? here + " out of " + expected : String.valueOf(here);
    }

    private void connectTimeOver() {
        if (!connected && !hasEnded()) {
            String text = "Failed to connect to " + url.host() + " port " + url.effectivePort() + " after "
                    + elapsedMs() + " ms: Timeout was reached";
            note(text);
            closing();
            fail(TIMED_OUT, text);
        }
    }

    private void send() {
        if (hasEnded()) {
            return;
        }
        String request = new Request(options, url).text();
        if (options.verbose) {
            String head = request.substring(0, request.indexOf("\r\n\r\n") + 4);
            for (String line : head.split("\r\n")) {
                process.err("> " + line + "\n");
            }
            process.err("> \n");
        }
        try {
            socket.write(Bytes.of(request.getBytes(StandardCharsets.UTF_8)));
        } catch (KernelException gone) {
            closing();
            fail(55, "Send failure: " + gone.errno().words());
            return;
        }
        receive();
    }

    private void receive() {
        try {
            Bytes data;
            while ((data = socket.read(CHUNK)).length() > 0) {
                reply.add(data);
            }
        } catch (KernelException refused) {
            note("Recv failure: " + refused.errno().words());
            closing();
            fail(RECEIVE_FAILED, "Recv failure: " + refused.errno().words());
            return;
        }
        if (!reply.isEmpty() && reply.isForeign()) {
            note("Received HTTP/0.9 when not allowed");
            closing();
            fail(FOREIGN, "Received HTTP/0.9 when not allowed");
            return;
        }
        if (reply.hasHead() && !headShown) {
            showHead();
        }
        if (hasEnded()) {
            return;
        }
        if (reply.isComplete()) {
            machine().schedule(CLOSE_NS, this::complete);
            socket.setListener(null);
        } else if (socket.isAtEnd()) {
            over();
        }
    }

    private void over() {
        if (!reply.hasHead()) {
            note("Empty reply from server");
            closing();
            fail(EMPTY, "Empty reply from server");
        } else if (reply.expected() >= 0) {
            int missing = reply.expected() - reply.bodyReceived();
            String text = "transfer closed with " + missing + " bytes remaining to read";
            note(text);
            showBody();
            closing();
            fail(PARTIAL, text);
        } else {
            complete();
        }
    }

    private void showHead() {
        headShown = true;
        if (reply.isOld()) {
            note("HTTP 1.0, assume close after body");
        }
        boolean refused = options.fail && reply.status() >= 400;
        if (options.verbose) {
            for (String line : reply.lines()) {
                process.err("< " + line + "\n");
            }
            process.err("< \n");
        }
        if ((options.include || options.head) && !options.discard) {
            process.out(reply.head());
        }
        if (refused) {
            note("The requested URL returned error: " + reply.status());
            meter.end(0, Math.max(0, reply.expected()), machine().nowNs() - startNs);
            closing();
            fail(HTTP_ERROR, "The requested URL returned error: " + reply.status());
        }
    }

    private void showBody() {
        if (options.verbose && reply.bodyReceived() + reply.excess() > 0) {
            process.err("{ [" + (reply.bodyReceived() + reply.excess()) + " bytes data]\n");
        }
        if (reply.excess() > 0) {
            note("Excess found in a read: excess = " + reply.excess() + ", size = " + reply.expected()
                    + ", maxdownload = " + reply.expected() + ", bytecount = 0");
        }
        if (!options.discard) {
            process.out(reply.body());
        }
    }

    private void complete() {
        if (hasEnded()) {
            return;
        }
        showBody();
        meter.end(reply.bodyReceived(), reply.bodyReceived(), machine().nowNs() - startNs);
        boolean stays = !reply.isOld() && !reply.header("connection").equalsIgnoreCase("close") && reply.excess() == 0;
        if (stays && !socket.isAtEnd()) {
            note("Connection #0 to host " + url.host() + " left intact");
        } else {
            closing();
        }
        finish();
    }

    private void closing() {
        meter.end(0, 0, machine().nowNs() - startNs);
        note("Closing connection 0");
    }

    private void fail(int status, String text) {
        result = status;
        error = text;
        finish();
    }

    private void finish() {
        StringBuilder complaints = new StringBuilder();
        String written = WriteOut.expand(options.writeOut, variables(), complaints);
        if (!error.isEmpty() && (!options.silent || options.showError)) {
            process.err("curl: (" + result + ") " + error + "\n");
        }
        process.err(complaints);
        process.out(written);
        end(result);
    }

    private Map<String, String> variables() {
        String seconds = String.format(java.util.Locale.ROOT, "%.6f", (machine().nowNs() - startNs) / 1e9);
        return Map.ofEntries(
                Map.entry("http_code", String.format("%03d", reply.status())),
                Map.entry("response_code", String.format("%03d", reply.status())),
                Map.entry("remote_ip", connected ? address.toString() : ""),
                Map.entry("remote_port", connected ? String.valueOf(url.effectivePort()) : "0"),
                Map.entry("local_ip", connected ? socket.localAddress().toString() : ""),
                Map.entry("local_port", connected ? String.valueOf(socket.localPort()) : "0"),
                Map.entry("size_download", String.valueOf(reply.hasHead() ? reply.bodyReceived() : 0)),
                Map.entry("num_connects", connected ? "1" : "0"),
                Map.entry("url_effective", url.toString()),
                Map.entry("url", options.urls.get(0)),
                Map.entry("method", new Request(options, url).method()),
                Map.entry("exitcode", String.valueOf(result)),
                Map.entry("errormsg", error),
                Map.entry("content_type", reply.header("content-type")),
                Map.entry("scheme", "HTTP"),
                Map.entry("http_version", reply.isOld() ? "1.0" : reply.hasHead() ? "1.1" : "0"),
                Map.entry("time_total", seconds));
    }

    @Override
    protected void release() {
        timers.forEach(Timer::cancel);
        socket.close();
    }
}
