package dev.vethlab.lab;

import java.time.Duration;

/**
 * What a lab is made with; together with its journal this is the whole lab.
 *
 * @param seed decides everything that is drawn by lot: MAC addresses, ids, the nanoseconds that work takes
 * @param timeToLive how long the lab is kept after it was last used
 */
public record LabSettings(String name, Profile profile, long seed, Duration timeToLive) {

    /** These settings with another name. */
    public LabSettings withName(String newName) {
        return new LabSettings(newName, profile, seed, timeToLive);
    }

    /** These settings with another time to live. */
    public LabSettings withTimeToLive(Duration newTimeToLive) {
        return new LabSettings(name, profile, seed, newTimeToLive);
    }
}
