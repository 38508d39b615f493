package dev.vethlab.web.problem;

import dev.vethlab.lab.CommandFailedException;
import dev.vethlab.lab.LimitReachedException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What labs say no with, as problems; also for those who are not answered by HTTP. */
public final class Problems {

    private Problems() {}

    /** A command that failed. */
    public static ProblemException of(CommandFailedException failure) {
        return CommandProblem.of(failure.result());
    }

    /** A limit that would be passed. */
    public static ProblemException of(LimitReachedException limit) {
        ProblemKind kind = limit.limit().equals("labs") ? ProblemKind.AT_CAPACITY : ProblemKind.LIMIT_REACHED;
        return new ProblemException(
                kind,
                "The limit vethlab.limits." + limit.limit() + " of " + limit.value()
                        + " is reached; nothing has changed. " + adviceOn(limit.limit())
                        + ", or ask the operator to raise it.");
    }

    private static String adviceOn(String limit) {
        return switch (limit) {
            case "labs", "labsPerOwner" -> "Delete a lab";
            case "journal", "journalBytes", "labEvents" -> "Put the lab's topology into a new lab and go on there";
            case "requestEvents", "requestTime" -> "Send less at a time";
            case "outputBytes" -> "Send fewer commands at a time, or have them print less";
            case "frameSockets" -> "Close a socket first";
            default -> "Delete some first";
        };
    }

    /** The members of a problem. */
    public static Map<String, Object> members(ProblemException problem) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", problem.kind().type().toString());
        members.put("title", problem.kind().title());
        members.put("status", problem.kind().status().value());
        members.put("detail", String.valueOf(problem.getMessage()));
        members.putAll(problem.properties());
        return members;
    }
}
