package dev.vethlab.vswitch.ofproto;

import java.util.ArrayList;
import java.util.List;

/** What was decided about a packet on its way through the bridges, as a tree ({@code struct oftrace_node}). */
public final class Trace {

    /** What kind of thing a line tells ({@code enum oftrace_node_type}). */
    public enum Kind {
        BRIDGE,
        TABLE,
        THAW,
        BUCKET,
        ACTION,
        DETAIL,
        WARNING,
        ERROR;

        boolean isTerminal() {
            return this != BRIDGE && this != TABLE && this != THAW;
        }
    }

    private static final int INDENT = 4;

    private final Kind kind;
    private final String text;
    private final List<Trace> below = new ArrayList<>();

    private Trace(Kind kind, String text) {
        this.kind = kind;
        this.text = text;
    }

    /** A tree to which bridges are added. */
    static Trace root() {
        return new Trace(Kind.BRIDGE, "");
    }

    Trace add(Kind ofKind, String line) {
        Trace node = new Trace(ofKind, line);
        below.add(node);
        return node;
    }

    Kind kind() {
        return kind;
    }

    String text() {
        return text;
    }

    List<Trace> below() {
        return below;
    }

    /** {@code oftrace_node_print_details}. */
    void print(StringBuilder output, int level) {
        for (int i = 0; i < below.size(); i++) {
            Trace node = below.get(i);
            if (node.kind == Kind.BRIDGE) {
                output.append('\n');
            }
            int more = i < below.size() - 1 || node.kind.isTerminal() ? 1 : 0;
            String indent = " ".repeat((level + more) * INDENT);
            output.append(indent);
            switch (node.kind) {
                case DETAIL -> output.append(" -> ").append(node.text).append('\n');
                case WARNING -> output.append(" >> ").append(node.text).append('\n');
                case ERROR -> output.append(" >>>> ").append(node.text).append(" <<<<\n");
                case BRIDGE ->
                    output.append(node.text)
                            .append('\n')
                            .append(indent)
                            .append("-".repeat(node.text.length()))
                            .append('\n');
                default -> output.append(node.text).append('\n');
            }
            node.print(output, level + more + more);
        }
    }
}
