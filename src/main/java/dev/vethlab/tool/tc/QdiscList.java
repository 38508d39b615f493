package dev.vethlab.tool.tc;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.sched.Handle;
import dev.vethlab.kernel.sched.QdiscInfo;
import dev.vethlab.kernel.sched.Qdiscs;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.Color;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.Output;

/** {@code tc qdisc show} ({@code tc_qdisc_list}, {@code print_qdisc}). */
final class QdiscList {

    private final TcContext context;
    private final Output output;
    private int index;
    private int parent;
    private int handle;

    QdiscList(TcContext context) {
        this.context = context;
        this.output = context.output();
    }

    int run(Arguments arguments) {
        String device = "";
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (word.equals("dev")) {
                device = arguments.next();
            } else if (!filter(word, arguments)) {
                if (matches(word, "help")) {
                    context.ip().err(TcUsage.QDISC);
                } else if (!word.equals("invisible")) {
                    throw ExitException.returned("What is \"" + word + "\"? Try \"tc qdisc help\".\n");
                }
            }
        }
        context.ip().devices().askForAll();
        if (!device.isEmpty()) {
            index = context.device(device);
        }
        output.begin();
        for (QdiscInfo info : new Qdiscs(context.net()).dump()) {
            boolean wanted = (index == 0 || index == info.index())
                    && (handle == 0 || handle == info.handle())
                    && (parent == 0 || parent == info.parent());
            if (wanted) {
                print(info);
            }
        }
        output.end();
        return 0;
    }

    private boolean filter(String word, Arguments arguments) {
        if (word.equals("root")) {
            once(word);
            parent = Handle.ROOT;
        } else if (word.equals("ingress") || word.equals("clsact")) {
            once(word);
            parent = Handle.INGRESS;
        } else if (matches(word, "parent")) {
            once(word);
            String name = arguments.next();
            parent = ClassIds.classId(name).orElseThrow(() -> ExitException.invalid("invalid parent ID", name));
        } else if (matches(word, "handle")) {
            once(word);
            String name = arguments.next();
            handle = ClassIds.handle(name).orElseThrow(() -> ExitException.invalid("invalid handle ID", name));
        } else {
            return false;
        }
        return true;
    }

    private void once(String word) {
        if (parent != 0) {
            throw ExitException.invalid("parent is already specified", word);
        }
        if (handle != 0) {
            throw ExitException.invalid("handle is already specified", word);
        }
    }

    private void print(QdiscInfo info) {
        output.openObject();
        output.string("kind", "qdisc %s", info.kind());
        output.string("handle", " %s", Integer.toHexString(info.handle() >>> 16) + ":");
        if (context.raw()) {
            output.text("[%08x]", Integer.toUnsignedLong(info.handle()));
        }
        output.text(" ");
        if (index == 0) {
            output.text("dev ");
            output.string(Color.IFNAME, "dev", "%s ", context.ip().devices().nameOf(info.index()));
        }
        if (info.parent() == Handle.ROOT) {
            output.bool("root", "root ", true);
        } else if (info.parent() != 0) {
            output.string("parent", "parent %s ", ClassIds.text(info.parent()));
        }
        if (info.references() != 1) {
            output.number("refcnt", "refcnt %u ", info.references());
        }
        QdiscWords words = QdiscVocabulary.of(info.kind());
        output.openObject("options");
        if (info.kind().equals("ingress")) {
            output.text("---------------- ");
        }
        info.options().ifPresent(options -> words.print(context, options));
        output.closeObject();
        output.lineBreak();
        if (context.options().showStatistics()) {
            StatsPrinter.print(output, info.stats(), " ");
            output.lineBreak();
            if (info.extraStats().isPresent()
                    && words.printExtra(context, info.extraStats().get())) {
                output.lineBreak();
            }
        }
        output.closeObject();
    }
}
