package dev.vethlab.tool.tc;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.sched.ClassInfo;
import dev.vethlab.kernel.sched.Classes;
import dev.vethlab.kernel.sched.Handle;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.Output;

/** {@code tc class show} ({@code tc_class_list}, {@code print_class}); it knows no JSON. */
final class ClassList {

    private final TcContext context;
    private final Output output;
    private int parent;
    private int qdisc;
    private int classId;

    ClassList(TcContext context) {
        this.context = context;
        this.output = context.output();
    }

    int run(Arguments arguments) {
        String device = "";
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (word.equals("dev")) {
                String name = arguments.next();
                if (!device.isEmpty()) {
                    throw ExitException.duplicate("dev", name);
                }
                device = name;
            } else if (matches(word, "help")) {
                context.ip().err(TcUsage.CLASS);
            } else if (!filter(word, arguments)) {
                throw ExitException.returned("What is \"" + word + "\"? Try \"tc class help\".\n");
            }
        }
        context.ip().devices().askForAll();
        if (device.isEmpty()) {
            return 0;
        }
        for (ClassInfo info : new Classes(context.net()).dump(context.device(device), parent)) {
            boolean wanted = (qdisc == 0 || Handle.major(info.id()) == qdisc) && (classId == 0 || classId == info.id());
            if (wanted) {
                print(info);
            }
        }
        return 0;
    }

    private boolean filter(String word, Arguments arguments) {
        switch (word) {
            case "qdisc" -> {
                String name = arguments.next();
                qdisc = ClassIds.handle(name).orElseThrow(() -> ExitException.invalid("invalid qdisc ID", name));
            }
            case "classid" -> {
                String name = arguments.next();
                classId = ClassIds.classId(name).orElseThrow(() -> ExitException.invalid("invalid class ID", name));
            }
            case "root" -> {
                if (parent != 0) {
                    throw ExitException.returned("Error: \"root\" is duplicate parent ID\n");
                }
                parent = Handle.ROOT;
            }
            case "parent" -> {
                if (parent != 0) {
                    throw ExitException.duplicate("parent", word);
                }
                String name = arguments.next();
                parent = ClassIds.classId(name).orElseThrow(() -> ExitException.invalid("invalid parent ID", name));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void print(ClassInfo info) {
        output.text("class %s ", info.kind());
        output.text("%s ", name(info.id()));
        if (info.parent() == Handle.ROOT) {
            output.text("root ");
        } else {
            output.text("parent %s ", name(info.parent()));
        }
        if (info.leaf() != 0) {
            output.text("leaf %x: ", info.leaf() >>> 16);
        }
        QdiscWords words = QdiscVocabulary.of(info.kind());
        info.options().ifPresent(options -> words.printClass(context, options));
        output.text("\n");
        if (context.options().showStatistics()) {
            info.stats().ifPresent(stats -> StatsPrinter.print(output, stats, " "));
            output.text("\n");
            if (info.extraStats().isPresent()
                    && words.printExtra(context, info.extraStats().get())) {
                output.text("\n");
            }
        }
    }

    private String name(int id) {
        return ClassIds.text(qdisc == 0 ? id : Handle.minor(id));
    }
}
