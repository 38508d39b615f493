package dev.vethlab.lab.export;

import dev.vethlab.lab.topology.TopologyDocument;

/** A lab as a Mermaid flowchart: a box a namespace, a line a veth pair, an arrow from a port to its master, a dotted one to the device below. */
public final class Mermaid {

    private Mermaid() {}

    public static String of(TopologyDocument document) {
        Drawing drawing = Drawing.of(document);
        StringBuilder text = new StringBuilder("flowchart LR\n");
        int number = 0;
        for (var namespace : drawing.namespaces().entrySet()) {
            text.append("  subgraph n")
                    .append(number++)
                    .append("[\"")
                    .append(escape(namespace.getKey()))
                    .append("\"]\n");
            for (Drawing.Device device : namespace.getValue()) {
                text.append("    ")
                        .append(device.key())
                        .append("[\"")
                        .append(escape(String.join("<br/>", Drawing.lines(device))))
                        .append("\"]\n");
            }
            text.append("  end\n");
        }
        for (Drawing.Pair pair : drawing.pairs()) {
            text.append("  ")
                    .append(pair.one().key())
                    .append(" --- ")
                    .append(pair.other().key())
                    .append('\n');
        }
        drawing.masters().forEach(arrow -> arrow(text, arrow, " --> "));
        drawing.lower().forEach(arrow -> arrow(text, arrow, " -.-> "));
        return text.toString();
    }

    private static void arrow(StringBuilder text, Drawing.Arrow arrow, String line) {
        text.append("  ")
                .append(arrow.from().key())
                .append(line)
                .append(arrow.to().key())
                .append('\n');
    }

    private static String escape(String label) {
        return label.replace("\"", "#quot;");
    }
}
