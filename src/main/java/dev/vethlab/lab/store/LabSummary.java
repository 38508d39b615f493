package dev.vethlab.lab.store;

import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LabSettings;
import java.time.Instant;

/**
 * What a store knows of a lab without a look at its machine.
 *
 * @param revision the number of operations applied so far
 * @param virtualTimeNs the lab's clock
 * @param expiresAt when it is forgotten if nobody uses it before
 */
public record LabSummary(
        String id, LabSettings settings, Instant createdAt, long revision, long virtualTimeNs, Instant expiresAt) {

    /** The summary of a lab that is at hand; a change of it that is under way is not waited for. */
    public static LabSummary of(Lab lab, Instant expiresAt) {
        Lab.Progress progress = lab.progress();
        return new LabSummary(
                lab.id(), lab.settings(), lab.createdAt(), progress.revision(), progress.virtualTimeNs(), expiresAt);
    }
}
