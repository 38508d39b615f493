package dev.vethlab.web.security;

import dev.vethlab.web.settings.SecuritySettings;
import dev.vethlab.web.settings.SecuritySettings.Key;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The API keys that are known, by their digests. A plain digest is enough, since a key is drawn by lot and cannot be guessed as a
 * password can; every known digest is compared, and each in constant time, so that the time taken tells nothing.
 */
@Component
final class ApiKeys {

    private record Known(Key key, byte[] digest) {}

    private final List<Known> known;

    ApiKeys(SecuritySettings settings) {
        this.known = settings.keys().stream()
                .map(key -> new Known(key, HexFormat.of().parseHex(key.sha256())))
                .toList();
        if (known.stream().map(entry -> entry.key().id()).distinct().count() < known.size()) {
            throw new IllegalStateException("vethlab.security.keys: two keys have the same id");
        }
    }

    /** What is known of a key that somebody shows; empty where it is none. */
    Optional<Key> find(String shown) {
        byte[] digest = digest(shown);
        Key found = null;
        for (Known entry : known) {
            if (MessageDigest.isEqual(entry.digest(), digest)) {
                found = entry.key();
            }
        }
        return Optional.ofNullable(found);
    }

    private static byte[] digest(String shown) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(shown.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
