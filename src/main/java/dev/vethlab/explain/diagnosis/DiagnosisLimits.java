package dev.vethlab.explain.diagnosis;

/**
 * How far a search for cures goes.
 *
 * @param changes the most changes that a cure may need
 * @param tries the most sets of changes that are tried
 * @param fixes the most cures that are answered
 * @param pings the most other pings that are compared before and after a cure
 * @param events the most events (packets received, timers fired) of all tries together
 */
public record DiagnosisLimits(int changes, int tries, int fixes, int pings, long events) {

    /** What an ordinary lab needs, within a second or two. */
    public static final DiagnosisLimits DEFAULT = new DiagnosisLimits(4, 800, 8, 60, 20_000_000);
}
