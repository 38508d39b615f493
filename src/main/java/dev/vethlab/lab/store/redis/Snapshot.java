package dev.vethlab.lab.store.redis;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Entries of a journal in one value: binary, deflated, in letters. */
final class Snapshot {

    private static final int FORMAT = 1;

    private Snapshot() {}

    static String write(List<StoredEntry> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            out.writeInt(FORMAT);
            out.writeInt(entries.size());
            for (StoredEntry entry : entries) {
                out.writeLong(entry.number());
                out.writeLong(entry.change());
                out.writeLong(entry.atNs());
                out.writeInt(entry.exitCode());
                out.writeUTF(entry.operation());
                byte[] text = entry.text().getBytes(StandardCharsets.UTF_8);
                out.writeInt(text.length);
                out.write(text);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** The entries of a snapshot; none where it is empty. */
    static List<StoredEntry> read(String snapshot) {
        List<StoredEntry> entries = new ArrayList<>();
        if (snapshot.isEmpty()) {
            return entries;
        }
        byte[] bytes = Base64.getDecoder().decode(snapshot);
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
            int format = in.readInt();
            if (format != FORMAT) {
                throw new IOException("a snapshot of format " + format);
            }
            int size = in.readInt();
            for (int i = 0; i < size; i++) {
                entries.add(new StoredEntry(
                        in.readLong(), in.readLong(), in.readLong(), in.readInt(), in.readUTF(), text(in)));
            }
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
        return entries;
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
