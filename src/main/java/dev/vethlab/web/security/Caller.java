package dev.vethlab.web.security;

import dev.vethlab.lab.LabSettings;

/**
 * Who makes a request.
 *
 * @param name whose the labs are that they make; empty where nobody is asked for a key
 * @param seesAll whether every lab is shown to them
 */
public record Caller(String name, boolean seesAll) {

    /** Whoever it is, where nobody is asked for a key. */
    public static final Caller ANYBODY = new Caller("", true);

    /** Whether a lab of such settings is shown to them: one that is theirs, or everybody's. */
    public boolean sees(LabSettings lab) {
        return seesAll || maySee(lab.owner());
    }

    private boolean maySee(String owner) {
        return owner.isEmpty() || owner.equals(name);
    }
}
