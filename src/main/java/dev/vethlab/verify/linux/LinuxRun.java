package dev.vethlab.verify.linux;

import dev.vethlab.verify.recording.Recording;
import dev.vethlab.verify.recording.RecordingException;
import dev.vethlab.verify.script.Script;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Records what a script does on the kernel of this machine. The work is done by {@code recorder.py} in new network, mount, PID
 * and UTS namespaces; it lives no longer than this process, whatever becomes of it, and with it goes all it made.
 */
public final class LinuxRun {

    private static final int SCRIPT_LIMIT_SECONDS = 300;

    private LinuxRun() {}

    /**
     * Runs a script and returns when everything is over.
     *
     * @throws RecordingException when the script, or a command of it, takes too long, or the machine does not let it run
     */
    public static Recording of(Script script) throws RecordingException {
        try {
            return RecorderMessages.recording(ask(RecorderMessages.request(script) + "\n"));
        } catch (IOException failure) {
            throw new RecordingException(String.valueOf(failure.getMessage()));
        }
    }

    /** One line of JSON to the recorder, one back. */
    private static String ask(String request) throws IOException, RecordingException {
        Process process = new ProcessBuilder(
                        "unshare",
                        "--net",
                        "--mount",
                        "--pid",
                        "--uts",
                        "--fork",
                        "--kill-child",
                        "python3",
                        "-c",
                        source())
                .start();
        CompletableFuture<Void> limit = CompletableFuture.runAsync(
                process::destroyForcibly, CompletableFuture.delayedExecutor(SCRIPT_LIMIT_SECONDS, TimeUnit.SECONDS));
        try (OutputStream in = process.getOutputStream();
                InputStream out = process.getInputStream();
                InputStream err = process.getErrorStream()) {
            // The recorder lives as long as its input: the stream stays open until the answer is here.
            in.write(request.getBytes(StandardCharsets.UTF_8));
            in.flush();
            String answer = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            if (answer.isBlank()) {
                String complaint = new String(err.readAllBytes(), StandardCharsets.UTF_8).strip();
                throw new RecordingException(
                        complaint.isEmpty() ? "stopped after " + SCRIPT_LIMIT_SECONDS + " seconds" : complaint);
            }
            return answer;
        } finally {
            limit.cancel(false);
            process.destroyForcibly();
        }
    }

    private static String source() throws IOException {
        try (InputStream source = LinuxRun.class.getResourceAsStream("recorder.py")) {
            if (source == null) {
                throw new IOException("recorder.py is missing");
            }
            return new String(source.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
