package dev.vethlab.lab.store;

import dev.vethlab.lab.Lab;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps labs by id until they are deleted or have not been used for their time to live. Each method throws
 * {@link dev.vethlab.lab.StoreUnavailableException} where the labs are kept elsewhere and that cannot be reached.
 */
public interface LabStore {

    /**
     * Adds a lab.
     *
     * @return false where there is one of that id already, which stays
     * @throws dev.vethlab.lab.LimitReachedException when there is no room for one more
     */
    boolean add(Lab lab);

    /** The lab of an id, if there is one, as it is now; this counts as using it. */
    Optional<Lab> find(String id);

    /** Forgets a lab; false where there was none. */
    boolean remove(String id);

    /** All labs, oldest first; this does not count as using them. */
    List<LabSummary> all();

    /** How many labs there are. */
    default long count() {
        return all().size();
    }

    /** How many labs somebody has. */
    default long countOf(String owner) {
        return all().stream()
                .filter(lab -> lab.settings().owner().equals(owner))
                .count();
    }

    /** When a lab will be forgotten if nobody uses it before; now, where it is gone. */
    Instant expiresAt(Lab lab);

    /**
     * Looks whether labs can be found and kept at the moment.
     *
     * @throws dev.vethlab.lab.StoreUnavailableException where they cannot
     */
    void check();
}
