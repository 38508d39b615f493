package dev.vethlab.tool.tc;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.sched.act.ActionSpec;
import dev.vethlab.kernel.sched.cls.Classifier;
import dev.vethlab.kernel.sched.cls.Filter;
import dev.vethlab.kernel.sched.cls.FilterOptions;
import dev.vethlab.kernel.sched.cls.FilterRequest;
import dev.vethlab.kernel.sched.cls.Fw;
import dev.vethlab.kernel.sched.cls.FwOptions;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.Numbers;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code fw}: by firewall mark (tc/f_fw.c); it knows no JSON. */
final class FwWords implements FilterWords {

    private static final String USAGE = """
            Usage: ... fw [ classid CLASSID ] [ indev DEV ] [ action ACTION_SPEC ]
            \tCLASSID := Push matching packets to the class identified by CLASSID with format X:Y
            \t\tCLASSID is parsed as hexadecimal input.
            \tDEV := specify device for incoming device classification.
            \tACTION_SPEC := Apply an action on matching packets.
            \tNOTE: handle is represented as HANDLE[/FWMASK].
            \t\tFWMASK is 0xffffffff by default.
            """;

    @Override
    public Optional<FilterOptions> read(
            TcContext context, Arguments arguments, FilterRequest request, Optional<String> handle) {
        OptionalInt mask = OptionalInt.empty();
        if (handle.isPresent()) {
            String[] parts = handle.get().split("/", 2);
            request.handle = number(parts[0], "Illegal \"handle\"\n");
            if (parts.length > 1) {
                mask = OptionalInt.of(number(parts[1], "Illegal \"handle\" mask\n"));
            }
        }
        if (!arguments.hasNext()) {
            return Optional.empty();
        }
        OptionalInt classId = OptionalInt.empty();
        Optional<String> device = Optional.empty();
        List<ActionSpec> actions = new ArrayList<>();
        while (arguments.hasNext()) {
            String word = arguments.next();
            if (matches(word, "classid") || matches(word, "flowid")) {
                classId = ClassIds.classId(arguments.next());
                if (classId.isEmpty()) {
                    throw TcContext.complaint("Illegal \"classid\"\n");
                }
            } else if (matches(word, "police")) {
                throw TcContext.complaint("tc: police outside of an action is not simulated\n");
            } else if (matches(word, "action")) {
                actions.addAll(new ActionReader(context, arguments).read("Illegal fw \"action\"\n"));
            } else if (word.equals("indev")) {
                if (!arguments.hasNext()) {
                    throw TcContext.complaint("Illegal indev\n");
                }
                device = Optional.of(arguments.next());
            } else {
                throw TcContext.complaint((word.equals("help") ? "" : "What is \"" + word + "\"?\n") + USAGE);
            }
        }
        return Optional.of(new FwOptions(mask, classId, device, actions));
    }

    private static int number(String word, String complaint) {
        return (int) Numbers.u32(word, 0).orElseThrow(() -> TcContext.complaint(complaint));
    }

    @Override
    public void print(TcContext context, Classifier classifier, Filter filter) {
        Output output = context.output();
        int mask = ((Fw) classifier).mask();
        StringBuilder text = new StringBuilder("handle 0x").append(Integer.toHexString(filter.handle()));
        if (mask != -1) {
            text.append("/0x").append(Integer.toHexString(mask));
        }
        text.append(' ');
        filter.classId()
                .ifPresent(
                        id -> text.append("classid ").append(ClassIds.text(id)).append(' '));
        ((Fw.Mark) filter)
                .device()
                .ifPresent(device -> text.append("input dev ").append(device).append(' '));
        if (!filter.actions().isEmpty()) {
            text.append('\n');
        }
        output.anyway(text);
        new ActionPrinter(context).print(filter.actions());
    }
}
