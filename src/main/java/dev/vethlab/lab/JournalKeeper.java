package dev.vethlab.lab;

import java.util.List;

/**
 * Where a lab's journal is kept beyond this process, for others that serve the same lab. It is called by one thread at a
 * time, and remembers how much of the journal the lab knows.
 */
public interface JournalKeeper {

    /**
     * Adds operations to the journal, all or none.
     *
     * @param entries what was done, from the first operation that the keeper has not seen
     * @param nowNs the lab's virtual time afterwards
     * @return false where others have added to the journal since the lab last looked; nothing is added then
     * @throws StoreUnavailableException when it cannot be said whether they were added
     * @throws LabGoneException when the lab is no longer kept
     */
    boolean append(List<JournalEntry> entries, long nowNs);

    /**
     * The journal as it is now.
     *
     * @param known what the lab knew of it
     * @throws StoreUnavailableException when it cannot be read
     * @throws LabGoneException when the lab is no longer kept
     */
    List<JournalEntry> read(List<JournalEntry> known);

    /**
     * Keeps changed settings.
     *
     * @throws StoreUnavailableException when they cannot be kept
     * @throws LabGoneException when the lab is no longer kept
     */
    void configure(LabSettings settings);
}
