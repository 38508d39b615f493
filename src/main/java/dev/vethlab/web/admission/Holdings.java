package dev.vethlab.web.admission;

import dev.vethlab.web.settings.RequestSettings;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * What clients have the service hold without a place among the requests in work: bytes of bodies that are on their way or wait, and
 * answers that are not read. Slowness alone costs nothing; what it makes the service hold is bounded, in all and by client.
 */
@Component
final class Holdings {

    /** What a client holds, or all of them. */
    private static final class Share {
        long bytes;
        int unread;

        boolean isNothing() {
            return bytes == 0 && unread == 0;
        }
    }

    private final RequestSettings settings;
    private final Map<String, Share> shares = new HashMap<>();
    private final Share all = new Share();

    Holdings(RequestSettings settings) {
        this.settings = settings;
    }

    /** Whether one request more may be served, or too many answers are unread: of the client, or of all. */
    synchronized Refusal mayServe(String client) {
        Share share = shares.get(client);
        if (share != null && share.unread >= settings.unreadPerClient()) {
            return Refusal.CLIENT_FULL;
        }
        return all.unread >= settings.unread() ? Refusal.FULL : Refusal.NONE;
    }

    /** An answer begins to be written. */
    synchronized void answer(String client) {
        shares.computeIfAbsent(client, unknown -> new Share()).unread++;
        all.unread++;
    }

    /** An answer has been read, or will never be. */
    synchronized void answered(String client) {
        give(client, 0, 1);
    }

    /** Takes so many bytes more of a body, unless that is too much for the client, or for all. */
    synchronized Refusal take(String client, int bytes) {
        Share share = shares.computeIfAbsent(client, unknown -> new Share());
        if (share.bytes + bytes > settings.heldBytesPerClient()) {
            forget(client, share);
            return Refusal.CLIENT_FULL;
        }
        if (all.bytes + bytes > settings.heldBytes()) {
            forget(client, share);
            return Refusal.FULL;
        }
        share.bytes += bytes;
        all.bytes += bytes;
        return Refusal.NONE;
    }

    synchronized void give(String client, long bytes) {
        give(client, bytes, 0);
    }

    private void give(String client, long bytes, int unread) {
        all.bytes -= bytes;
        all.unread -= unread;
        Share share = shares.get(client);
        if (share != null) {
            share.bytes -= bytes;
            share.unread -= unread;
            forget(client, share);
        }
    }

    private void forget(String client, Share share) {
        if (share.isNothing()) {
            shares.remove(client);
        }
    }

    /** Why something is not held. */
    enum Refusal {
        NONE,
        CLIENT_FULL,
        FULL
    }
}
