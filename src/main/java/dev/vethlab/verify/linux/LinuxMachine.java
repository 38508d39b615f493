package dev.vethlab.verify.linux;

import dev.vethlab.verify.recording.RecordingException;
import dev.vethlab.verify.script.Script;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** The machine underneath: whether scripts can be recorded on it, and what it is. */
public final class LinuxMachine {

    private static final List<String> NEEDED = List.of("unshare", "python3", "ip", "sysctl", "ping");
    private static final List<String> DIRECTORIES =
            List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

    private LinuxMachine() {}

    /** Why scripts cannot be recorded here; empty when they can. */
    public static Optional<String> obstacle() {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux")) {
            return Optional.of("this is " + System.getProperty("os.name") + ", not Linux");
        }
        if (!isRoot()) {
            return Optional.of("it needs root, to make network namespaces");
        }
        List<String> missing =
                NEEDED.stream().filter(program -> !isInstalled(program)).toList();
        if (!missing.isEmpty()) {
            return Optional.of("not installed: " + String.join(", ", missing));
        }
        try {
            LinuxRun.of(new Script(0, List.of()));
            return Optional.empty();
        } catch (RecordingException refused) {
            return Optional.of("the machine does not let root make namespaces: " + refused.getMessage());
        }
    }

    /** The programs of a script that are not installed here. */
    public static List<String> missing(Script script) {
        List<String> missing = new ArrayList<>();
        for (String program : new TreeSet<>(script.programs())) {
            if (!isInstalled(program)) {
                missing.add(program);
            }
        }
        return missing;
    }

    /** The versions of the kernel and of the tools, on one line. */
    public static String description() {
        List<String> parts = new ArrayList<>();
        parts.add("Linux " + System.getProperty("os.version"));
        for (List<String> command : List.of(List.of("ip", "-V"), List.of("ping", "-V"))) {
            firstLine(command).ifPresent(parts::add);
        }
        return String.join("; ", parts);
    }

    private static Optional<String> firstLine(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst();
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    private static boolean isInstalled(String program) {
        return DIRECTORIES.stream().anyMatch(directory -> new File(directory, program).canExecute());
    }
}
