package dev.vethlab.tool.ip.genetlink;

import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpCommand;
import dev.vethlab.tool.ip.grammar.IpContext;
import java.util.Set;

/** {@code ip ioam} ({@code do_ioam6}): namespaces and schemas of measurements in IPv6 packets, of which there are none. */
public final class IoamCommand implements IpCommand {

    private static final String USAGE = """
            Usage:\tip ioam { COMMAND | help }
            \tip ioam namespace show
            \tip ioam namespace add ID [ data DATA32 ] [ wide DATA64 ]
            \tip ioam namespace del ID
            \tip ioam schema show
            \tip ioam schema add ID DATA
            \tip ioam schema del ID
            \tip ioam namespace set ID schema { ID | none }
            """;

    @Override
    public int run(IpContext context, Arguments arguments) {
        if (!arguments.hasNext() || arguments.take("help")) {
            throw ExitException.usage(USAGE);
        }
        String object = arguments.next();
        Set<String> changes = switch (object) {
            case "namespace" -> Set.of("add", "del", "set");
            case "schema" -> Set.of("add", "del");
            default -> throw ExitException.invalid("Unknown", object);
        };
        String word = arguments.next();
        if (changes.contains(word)) {
            throw ExitException.err(ExitException.FAILURE, "ip ioam " + object + " " + word + " is not simulated\n");
        }
        if (!word.equals("show")) {
            throw ExitException.invalid("Unknown", word);
        }
        context.output().begin();
        context.output().end();
        return 0;
    }
}
