package dev.vethlab.tool.tc;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.sched.FilterInfo;
import dev.vethlab.kernel.sched.Filters;
import dev.vethlab.kernel.sched.Handle;
import dev.vethlab.kernel.sched.cls.Classifier;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.Color;
import dev.vethlab.tool.ip.grammar.EthernetProtocols;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.Numbers;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.OptionalInt;

/** {@code tc filter show} ({@code tc_filter_list}, {@code print_filter}). */
final class FilterList {

    private final TcContext context;
    private final Output output;
    private String device = "";
    private int index;
    private int parent;
    private int priority;
    private int protocol;
    private OptionalInt chain = OptionalInt.empty();

    FilterList(TcContext context) {
        this.context = context;
        this.output = context.output();
    }

    int run(Arguments arguments) {
        while (arguments.hasNext()) {
            word(arguments.next(), arguments);
        }
        context.ip().devices().askForAll();
        if (!device.isEmpty()) {
            index = context.device(device);
        }
        output.begin();
        for (FilterInfo info : new Filters(context.net()).dump(index, parent, chain, priority, protocol)) {
            print(info);
        }
        output.end();
        return 0;
    }

    private void word(String word, Arguments arguments) {
        int place = FilterCommand.place(word, parent, arguments, "invalid parent ID");
        if (place != 0) {
            parent = place;
        } else if (word.equals("dev")) {
            String name = arguments.next();
            if (!device.isEmpty()) {
                throw ExitException.duplicate("dev", name);
            }
            device = name;
        } else if (word.equals("handle")) {
            arguments.next();
        } else if (matches(word, "preference") || matches(word, "priority")) {
            String text = arguments.next();
            priority = (int) Numbers.u32(text, 0).orElseThrow(() -> ExitException.invalid("invalid preference", text));
        } else if (matches(word, "protocol")) {
            protocol = FilterCommand.protocol(arguments.next());
        } else if (matches(word, "chain")) {
            String text = arguments.next();
            chain = OptionalInt.of((int)
                    Numbers.u32(text, 0).orElseThrow(() -> ExitException.invalid("invalid chain index value", text)));
        } else if (matches(word, "help")) {
            context.ip().err(TcUsage.FILTER);
        } else {
            throw ExitException.returned(" What is \"" + word + "\"? Try \"tc filter help\"\n");
        }
    }

    private void print(FilterInfo info) {
        Classifier classifier = info.classifier();
        output.openObject();
        output.text("filter ");
        if (index == 0) {
            output.text("dev ");
            output.string(Color.IFNAME, "dev", "%s ", context.ip().devices().nameOf(info.index()));
        }
        if (parent == 0 || parent != info.parent()) {
            printParent(info.parent());
        }
        if (protocol == 0 || protocol != classifier.protocol()) {
            output.string("protocol", "protocol %s ", EthernetProtocols.name(classifier.protocol()));
        }
        if (priority == 0 || priority != classifier.priority()) {
            output.number("pref", "pref %u ", classifier.priority());
        }
        output.string("kind", "%s ", classifier.kind());
        if (chain.isEmpty() || chain.getAsInt() != info.chain()) {
            output.number("chain", "chain %u ", info.chain());
        }
        info.filter().ifPresent(filter -> {
            output.openObject("options");
            FilterVocabulary.of(classifier.kind()).print(context, classifier, filter);
            output.closeObject();
        });
        output.lineBreak();
        output.closeObject();
    }

    private void printParent(int place) {
        if (place == Handle.ROOT) {
            output.bool("root", "root ", true);
        } else if (place == Handle.of(Handle.INGRESS, Handle.MINOR_INGRESS)) {
            output.bool("ingress", "ingress ", true);
        } else if (place == Handle.of(Handle.INGRESS, Handle.MINOR_EGRESS)) {
            output.bool("egress", "egress ", true);
        } else {
            output.string("parent", "parent %s ", ClassIds.text(place));
        }
    }
}
