package dev.vethlab.lab.export;

import dev.vethlab.lab.topology.TopologyDocument;

/** A lab as a Graphviz graph: a cluster a namespace, an edge a veth pair, a bold one from a port to its master, a dashed one to the device below. */
public final class Dot {

    private Dot() {}

    public static String of(TopologyDocument document) {
        Drawing drawing = Drawing.of(document);
        StringBuilder text = new StringBuilder("graph lab {\n  node [shape=box];\n");
        int number = 0;
        for (var namespace : drawing.namespaces().entrySet()) {
            text.append("  subgraph cluster_")
                    .append(number++)
                    .append(" {\n    label=\"")
                    .append(escape(namespace.getKey()))
                    .append("\";\n");
            for (Drawing.Device device : namespace.getValue()) {
                text.append("    ")
                        .append(device.key())
                        .append(" [label=\"")
                        .append(String.join(
                                "\\n",
                                Drawing.lines(device).stream().map(Dot::escape).toList()))
                        .append("\"];\n");
            }
            text.append("  }\n");
        }
        for (Drawing.Pair pair : drawing.pairs()) {
            text.append("  ")
                    .append(pair.one().key())
                    .append(" -- ")
                    .append(pair.other().key())
                    .append(";\n");
        }
        drawing.masters().forEach(arrow -> edge(text, arrow, "bold"));
        drawing.lower().forEach(arrow -> edge(text, arrow, "dashed"));
        return text.append("}\n").toString();
    }

    private static void edge(StringBuilder text, Drawing.Arrow arrow, String style) {
        text.append("  ")
                .append(arrow.from().key())
                .append(" -- ")
                .append(arrow.to().key())
                .append(" [style=")
                .append(style)
                .append("];\n");
    }

    private static String escape(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
