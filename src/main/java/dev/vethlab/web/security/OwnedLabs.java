package dev.vethlab.web.security;

import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LimitReachedException;
import dev.vethlab.lab.store.LabStore;
import dev.vethlab.lab.store.LabSummary;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The labs as whoever makes the present request may see them: their own, everybody's, or all. Every resource finds labs through
 * this alone, so that a lab of somebody else is nowhere to be found.
 */
public final class OwnedLabs implements LabStore {

    private final LabStore labs;
    private final Callers callers;
    private final int limitOfOwner;

    /**
     * @param labs all labs
     * @param limitOfOwner the most labs of one owner
     */
    public OwnedLabs(LabStore labs, Callers callers, int limitOfOwner) {
        this.labs = labs;
        this.callers = callers;
        this.limitOfOwner = limitOfOwner;
    }

    @Override
    public boolean add(Lab lab) {
        String owner = lab.settings().owner();
        if (!owner.isEmpty() && labs.countOf(owner) >= limitOfOwner) {
            throw new LimitReachedException("labsPerOwner", limitOfOwner);
        }
        return labs.add(lab);
    }

    @Override
    public Optional<Lab> find(String id) {
        Caller caller = callers.current();
        return labs.find(id).filter(lab -> caller.sees(lab.settings()));
    }

    @Override
    public boolean remove(String id) {
        return find(id).isPresent() && labs.remove(id);
    }

    @Override
    public List<LabSummary> all() {
        Caller caller = callers.current();
        return caller.seesAll()
                ? labs.all()
                : labs.all().stream().filter(lab -> caller.sees(lab.settings())).toList();
    }

    /** All of them: a figure that tells nothing of anybody's. */
    @Override
    public long count() {
        return labs.count();
    }

    @Override
    public Instant expiresAt(Lab lab) {
        return labs.expiresAt(lab);
    }

    @Override
    public void check() {
        labs.check();
    }

    @Override
    public long countOf(String owner) {
        return labs.countOf(owner);
    }
}
