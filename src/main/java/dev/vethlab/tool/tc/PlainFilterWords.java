package dev.vethlab.tool.tc;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.addr.UnsignedNumber;
import dev.vethlab.kernel.sched.act.ActionSpec;
import dev.vethlab.kernel.sched.cls.Classifier;
import dev.vethlab.kernel.sched.cls.Filter;
import dev.vethlab.kernel.sched.cls.FilterOptions;
import dev.vethlab.kernel.sched.cls.FilterRequest;
import dev.vethlab.kernel.sched.cls.PlainOptions;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code matchall}, and {@code basic} without a match (tc/f_matchall.c, tc/f_basic.c). */
final class PlainFilterWords implements FilterWords {

    private static final String MATCHALL_USAGE = """
            Usage: ... matchall [skip_sw | skip_hw]
                             [ action ACTION_SPEC ] [ classid CLASSID ]

            Where: SELECTOR := SAMPLE SAMPLE ...
                   FILTERID := X:Y:Z
                   ACTION_SPEC := ... look at individual actions

            NOTE: CLASSID is parsed as hexadecimal input.
            """;
    private static final String BASIC_USAGE = """
            Usage: ... basic [ match EMATCH_TREE ]
                             [ action ACTION_SPEC ] [ classid CLASSID ]

            Where:\tSELECTOR := SAMPLE SAMPLE ...
            \tFILTERID := X:Y:Z
            \tACTION_SPEC := ... look at individual actions

            NOTE: CLASSID is parsed as hexadecimal input.
            """;

    private final String kind;

    PlainFilterWords(String kind) {
        this.kind = kind;
    }

    @Override
    public Optional<FilterOptions> read(
            TcContext context, Arguments arguments, FilterRequest request, Optional<String> handle) {
        handle.ifPresent(
                text -> request.handle = (int) UnsignedNumber.read(text, 0, 0).value());
        if (!arguments.hasNext()) {
            return Optional.empty();
        }
        OptionalInt classId = OptionalInt.empty();
        List<ActionSpec> actions = new ArrayList<>();
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (matches(word, "classid") || word.equals("flowid")) {
                classId = ClassIds.classId(arguments.next());
                if (classId.isEmpty()) {
                    throw TcContext.complaint("Illegal \"classid\"\n");
                }
            } else if (matches(word, "action")) {
                actions.addAll(new ActionReader(context, arguments).read("Illegal \"action\"\n"));
            } else if (kind.equals("basic") && matches(word, "match")) {
                throw TcContext.complaint("tc: extended matches are not simulated\nIllegal \"ematch\"\n");
            } else if (kind.equals("basic") || !word.equals("skip_hw") && !word.equals("skip_sw")) {
                String usage = kind.equals("basic") ? BASIC_USAGE : MATCHALL_USAGE;
                throw TcContext.complaint((word.equals("help") ? "" : "What is \"" + word + "\"?\n") + usage);
            }
        }
        return Optional.of(new PlainOptions(classId, actions));
    }

    @Override
    public void print(TcContext context, Classifier classifier, Filter filter) {
        Output output = context.output();
        if (kind.equals("basic")) {
            output.hex("handle", "handle 0x%x ", Integer.toUnsignedLong(filter.handle()));
        } else {
            output.number("handle", "handle 0x%x ", Integer.toUnsignedLong(filter.handle()));
        }
        filter.classId().ifPresent(id -> output.string("flowid", "flowid %s ", ClassIds.text(id)));
        if (!kind.equals("basic")) {
            output.bool("not_in_hw", "\n  not_in_hw", true);
            if (context.options().showStatistics()) {
                output.number("rule_hit", " (rule hit %llu)", filter.hits());
            }
        }
        new ActionPrinter(context).print(filter.actions());
    }
}
