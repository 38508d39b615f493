package dev.vethlab.lab.store;

import dev.vethlab.lab.Lab;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps labs by id until they are deleted or have not been used for their time to live. */
public interface LabStore {

    /**
     * Adds a lab.
     *
     * @throws dev.vethlab.lab.LimitReachedException when there is no room for one more
     */
    void add(Lab lab);

    /** The lab of an id, if there is one; this counts as using it. */
    Optional<Lab> find(String id);

    /** Forgets a lab; false where there was none. */
    boolean remove(String id);

    /** All labs, oldest first; this does not count as using them. */
    List<Lab> all();

    /** When a lab will be forgotten if nobody uses it before; now, where it is gone. */
    Instant expiresAt(Lab lab);
}
