package dev.vethlab.tool.bridge;

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

/** The program {@code bridge}. */
public final class BridgeProgram implements Program {

    /** The objects in the order in which abbreviations of their names are tried. */
    private final Map<String, BridgeCommand> objects = new LinkedHashMap<>();

    public BridgeProgram() {
        objects.put("link", new LinkCommand());
        objects.put("fdb", new FdbCommand());
        objects.put("mdb", new MdbCommand());
        objects.put("vlan", new VlanCommand());
        objects.put("vni", new VniCommand());
        objects.put("monitor", BridgeProgram::notSimulated);
        objects.put("help", (context, arguments) -> {
            throw ExitException.usage(BridgeUsage.PROGRAM);
        });
    }

    private static int notSimulated(BridgeContext context, Arguments arguments) {
        throw ExitException.err(ExitException.FAILURE, "bridge: this object is not simulated\n");
    }

    @Override
    public String name() {
        return "bridge";
    }

    @Override
    public int run(Process process, List<String> words) {
        Arguments arguments = new Arguments(words);
        try {
            BridgeOptionReader reader = new BridgeOptionReader(process, arguments);
            Output output = new Output(process, reader.options());
            IpContext ip = new IpContext(process, reader.namespace(), reader.options(), output);
            try {
                BridgeContext context = new BridgeContext(ip, reader.compressesVlans());
                return reader.batchFile().isEmpty()
                        ? command(context, arguments)
                        : new Batch(ip, line -> command(context, line)).run(reader.batchFile());
            } finally {
                output.abandon();
            }
        } catch (ExitException exit) {
            process.out(exit.out());
            process.err(exit.err());
            return exit.code();
        }
    }

    private int command(BridgeContext context, Arguments arguments) {
        if (!arguments.hasNext()) {
            throw ExitException.usage(BridgeUsage.PROGRAM);
        }
        String word = arguments.next();
        for (Map.Entry<String, BridgeCommand> object : objects.entrySet()) {
            if (Arguments.matches(word, object.getKey())) {
                return object.getValue().run(context, arguments);
            }
        }
        throw ExitException.returned("Object \"" + word + "\" is unknown, try \"bridge help\".\n");
    }
}
