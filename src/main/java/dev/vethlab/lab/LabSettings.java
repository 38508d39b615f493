package dev.vethlab.lab;

import java.time.Duration;

/**
 * What a lab is made with; together with its journal this is the whole lab.
 *
 * @param seed decides everything that is drawn by lot: MAC addresses, ids, the nanoseconds that work takes
 * @param timeToLive how long the lab is kept after it was last used
 * @param owner whose the lab is, as the service that keeps it names its clients; empty where it is everybody's
 */
public record LabSettings(String name, Profile profile, long seed, Duration timeToLive, String owner) {

    /** Settings of a lab that is everybody's. */
    public LabSettings(String name, Profile profile, long seed, Duration timeToLive) {
        this(name, profile, seed, timeToLive, "");
    }

    /** These settings with another name. */
    public LabSettings withName(String newName) {
        return new LabSettings(newName, profile, seed, timeToLive, owner);
    }

    /** These settings with another time to live. */
    public LabSettings withTimeToLive(Duration newTimeToLive) {
        return new LabSettings(name, profile, seed, newTimeToLive, owner);
    }

    /** These settings with another owner. */
    public LabSettings withOwner(String newOwner) {
        return new LabSettings(name, profile, seed, timeToLive, newOwner);
    }
}
