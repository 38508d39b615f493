package dev.vethlab.verify.normal;

/**
 * A part of an outcome that is compared as one.
 *
 * @param kind what it is part of
 * @param number the number of a command from 1, 0 for anything else
 * @param subject the command; {@code NAMESPACE/INTERFACE}; {@code NAMESPACE SECTION}
 */
public record Part(Kind kind, int number, String subject) implements Comparable<Part> {

    /** Which of the three things that are compared. */
    public enum Kind {
        COMMAND,
        CAPTURE,
        STATE
    }

    static Part command(int number, String line) {
        return new Part(Kind.COMMAND, number, line);
    }

    static Part capture(String namespace, String device) {
        return new Part(Kind.CAPTURE, 0, namespace + "/" + device);
    }

    static Part state(String namespace, String section) {
        return new Part(Kind.STATE, 0, namespace + " " + section);
    }

    /** Whether this is the same part, perhaps of a script with more or fewer commands. */
    public boolean isLike(Part other) {
        return kind == other.kind && subject.equals(other.subject);
    }

    @Override
    public int compareTo(Part other) {
        int byKind = kind.compareTo(other.kind);
        int byNumber = byKind != 0 ? byKind : Integer.compare(number, other.number);
        return byNumber != 0 ? byNumber : subject.compareTo(other.subject);
    }

    @Override
    public String toString() {
        return switch (kind) {
            case COMMAND -> "command " + number + ": " + subject;
            case CAPTURE -> "capture " + subject;
            case STATE -> "state " + subject;
        };
    }
}
