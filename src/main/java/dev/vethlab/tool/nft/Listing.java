package dev.vethlab.tool.nft;

import dev.vethlab.kernel.netfilter.nftables.BaseChain;
import dev.vethlab.kernel.netfilter.nftables.Chain;
import dev.vethlab.kernel.netfilter.nftables.NamedObject;
import dev.vethlab.kernel.netfilter.nftables.NftSet;
import dev.vethlab.kernel.netfilter.nftables.Rule;
import dev.vethlab.kernel.netfilter.nftables.SetText;
import dev.vethlab.kernel.netfilter.nftables.Table;
import dev.vethlab.kernel.netfilter.nftables.TextStyle;
import java.util.List;

/** Tables and what is in them, as {@code nft list} writes them ({@code rule.c: do_list_table}). */
final class Listing {

    private final StringBuilder out = new StringBuilder();
    private final TextStyle style;

    Listing(TextStyle style) {
        this.style = style;
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private String handle(long handle) {
        return style.handles() ? " # handle " + handle : "";
    }

    void table(Table table) {
        open(table, true);
        content(table);
        close();
    }

    /** Says that the rules are another program's. */
    static void warn(Table table, StringBuilder err) {
        if (table.hasExtensions()) {
            err.append("# Warning: table ")
                    .append(table.family().word())
                    .append(' ')
                    .append(table.name())
                    .append(" is managed by iptables-nft, do not touch!\n");
        }
    }

    private void content(Table table) {
        if (!table.comment.isEmpty()) {
            out.append("\tcomment \"").append(table.comment).append("\"\n");
        }
        if (table.dormant) {
            out.append("\tflags dormant\n");
        }
        String between = "";
        for (NamedObject object : table.objects()) {
            out.append(between);
            object(object);
            between = "\n";
        }
        for (NftSet set : table.sets().values()) {
            out.append(between).append(SetText.declaration(set, style));
            between = "\n";
        }
        for (Chain chain : table.chains().values()) {
            out.append(between);
            chain(chain, true);
            between = "\n";
        }
    }

    void open(Table table, boolean withHandle) {
        out.append("table ")
                .append(table.family().word())
                .append(' ')
                .append(table.name())
                .append(" {");
        out.append(withHandle ? handle(table.handle()) : "").append('\n');
    }

    void close() {
        out.append("}\n");
    }

    void object(NamedObject object) {
        out.append('\t')
                .append(object.kind().word())
                .append(' ')
                .append(object.name())
                .append(" {")
                .append(handle(object.handle()))
                .append('\n');
        if (!object.comment().isEmpty()) {
            out.append("\t\tcomment \"").append(object.comment()).append("\"\n");
        }
        object.lines(style).forEach(line -> out.append("\t\t").append(line).append('\n'));
        out.append("\t}\n");
    }

    void set(NftSet set) {
        out.append(SetText.declaration(set, style));
    }

    void chain(Chain chain, boolean withRules) {
        out.append("\tchain ")
                .append(chain.name())
                .append(" {")
                .append(handle(chain.handle()))
                .append('\n');
        if (!chain.comment.isEmpty()) {
            out.append("\t\tcomment \"").append(chain.comment).append("\"\n");
        }
        BaseChain base = chain.base();
        if (base != null) {
            out.append("\t\ttype ")
                    .append(base.type().word())
                    .append(" hook ")
                    .append(base.hookWord())
                    .append(devices(base.devices()))
                    .append(" priority ")
                    .append(base.priorityText(style))
                    .append("; policy ")
                    .append(base.drops() ? "drop" : "accept")
                    .append(";\n");
        }
        if (withRules) {
            for (Rule rule : chain.rules()) {
                out.append("\t\t")
                        .append(rule.text(style))
                        .append(handle(rule.handle()))
                        .append('\n');
            }
        }
        out.append("\t}\n");
    }

    private static String devices(List<String> names) {
        return switch (names.size()) {
            case 0 -> "";
            case 1 -> " device \"" + names.get(0) + '"';
            default -> " devices = { " + String.join(", ", names) + " }";
        };
    }

    void line(String text) {
        out.append(text).append('\n');
    }
}
