package dev.vethlab.tool.iptables;

/** {@code -m set}: nothing in a lab makes sets of {@code ipset}, so there is none of any name. */
final class SetMatch {

    private SetMatch() {}

    /** What is to be said. */
    static ParameterException refusal(MatchOptions options) {
        String given = options.given.get("--match-set");
        return ParameterException.problem(
                given == null
                        ? "You must specify `--match-set' with proper arguments"
                        : "Set " + given.substring(0, given.indexOf(' ')) + " doesn't exist.\n");
    }
}
