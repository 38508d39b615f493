package dev.vethlab.tool.tc;

import dev.vethlab.tool.Process;
import dev.vethlab.tool.Program;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.Batch;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The program {@code tc}. */
public final class Tc implements Program {

    /** The objects in the order in which abbreviations of their names are tried. */
    private final Map<String, TcCommand> objects = new LinkedHashMap<>();

    public Tc() {
        objects.put("qdisc", new QdiscCommand());
        objects.put("class", new ClassCommand());
        objects.put("filter", new FilterCommand());
        objects.put("chain", Tc::notSimulated);
        objects.put("actions", Tc::notSimulated);
        objects.put("monitor", Tc::notSimulated);
        objects.put("exec", Tc::notSimulated);
        objects.put("help", (context, arguments) -> {
            throw ExitException.err(0, TcUsage.PROGRAM);
        });
    }

    private static int notSimulated(TcContext context, Arguments arguments) {
        throw ExitException.err(ExitException.FAILURE, "tc: this object is not simulated\n");
    }

    @Override
    public String name() {
        return "tc";
    }

    @Override
    public int run(Process process, List<String> words) {
        Arguments arguments = new Arguments(words);
        try {
            TcOptionReader reader = new TcOptionReader(process, arguments);
            Output output = new Output(process, reader.options());
            IpContext ip = new IpContext(process, reader.namespace(), reader.options(), output);
            TcContext context = new TcContext(ip, reader.showsRaw());
            try {
                return reader.batchFile().isEmpty()
                        ? command(context, arguments)
                        : new Batch(ip, line -> command(context, line)).run(reader.batchFile());
            } finally {
                output.abandon();
            }
        } catch (ExitException exit) {
            exit.refusal().ifPresent(process::refused);
            process.out(exit.out());
            process.err(exit.err());
            return exit.code();
        }
    }

    private int command(TcContext context, Arguments arguments) {
        if (!arguments.hasNext()) {
            throw ExitException.err(0, TcUsage.PROGRAM);
        }
        String word = arguments.next();
        for (Map.Entry<String, TcCommand> object : objects.entrySet()) {
            if (Arguments.matches(word, object.getKey())) {
                return object.getValue().run(context, arguments);
            }
        }
        throw ExitException.returned("Object \"" + word + "\" is unknown, try \"tc help\".\n");
    }
}
