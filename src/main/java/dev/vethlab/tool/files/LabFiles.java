package dev.vethlab.tool.files;

import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.sysctl.SysctlDirectory;
import dev.vethlab.kernel.sysctl.SysctlFile;
import dev.vethlab.kernel.sysctl.SysctlNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Finds files by path, as a process in a namespace sees them; its working directory is the root. */
public final class LabFiles {

    private static final List<String> DIRECTORIES =
            List.of("", "proc", "proc/sys", "proc/net", "sys", "sys/class", "sys/class/net", "dev");

    private final Namespace namespace;

    public LabFiles(Namespace namespace) {
        this.namespace = namespace;
    }

    /**
     * The file at a path.
     *
     * @throws KernelException ENOENT, ENOTDIR, EISDIR
     */
    public LabFile open(String path) throws KernelException {
        List<String> parts = normal(path);
        if (parts.size() > 1 && parts.get(0).equals("proc") && parts.get(1).equals("sys")) {
            return new Sysctl(sysctl(parts.subList(2, parts.size())));
        }
        String joined = String.join("/", parts);
        if (DIRECTORIES.contains(joined)) {
            throw new KernelException(Errno.EISDIR);
        }
        if (joined.equals("dev/null")) {
            return new ReadOnly("", true);
        }
        Optional<String> text = joined.startsWith("proc/net/")
                ? ProcNet.read(namespace, joined.substring("proc/net/".length()))
                : Optional.empty();
        if (text.isEmpty() && parts.size() >= 4 && joined.startsWith("sys/class/net/")) {
            return SysClassNet.open(namespace, parts.subList(3, parts.size()));
        }
        return new ReadOnly(text.orElseThrow(() -> new KernelException(Errno.ENOENT)), false);
    }

    private SysctlFile sysctl(List<String> parts) throws KernelException {
        SysctlNode node = namespace.sysctls().root();
        for (String part : parts) {
            if (!(node instanceof SysctlDirectory directory)) {
                throw new KernelException(Errno.ENOTDIR);
            }
            node = directory.child(part).orElseThrow(() -> new KernelException(Errno.ENOENT));
        }
        if (node instanceof SysctlFile file) {
            return file;
        }
        throw new KernelException(Errno.EISDIR);
    }

    private static List<String> normal(String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return new ArrayList<>(parts);
    }

    private record Sysctl(SysctlFile file) implements LabFile {

        @Override
        public String read() throws KernelException {
            if ((file.mode() & 0400) == 0) {
                throw new KernelException(Errno.EACCES);
            }
            return file.read() + "\n";
        }

        @Override
        public void openForWriting() throws KernelException {
            if ((file.mode() & 0200) == 0) {
                throw new KernelException(Errno.EACCES);
            }
        }

        @Override
        public void write(String text) throws KernelException {
            openForWriting();
            file.write(text);
        }
    }

    private record ReadOnly(String text, boolean swallows) implements LabFile {

        @Override
        public String read() {
            return text;
        }

        @Override
        public void openForWriting() throws KernelException {
            if (!swallows) {
                throw new KernelException(Errno.EACCES);
            }
        }

        @Override
        public void write(String text) throws KernelException {
            openForWriting();
        }
    }
}
