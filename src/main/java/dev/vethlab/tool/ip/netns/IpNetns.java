package dev.vethlab.tool.ip.netns;

import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.rtnetlink.NamespaceIds;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpCommand;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Numbers;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** {@code ip netns} ({@code do_netns}). */
public final class IpNetns implements IpCommand {

    private static final int LONGEST_NAME = 255;
    private static final String DIRECTORY = "/run/netns/";
    private static final String NO_NAME = "No netns name specified\n";

    @Override
    public int run(IpContext context, Arguments arguments) {
        if (!arguments.hasNext()) {
            return list(context);
        }
        String command = arguments.next();
        if (!context.options().all() && arguments.hasNext() && isInvalidName(arguments.peek())) {
            throw ExitException.usage("Invalid netns name \"" + arguments.peek() + "\"\n");
        }
        if (Arguments.matches(command, "list")
                || Arguments.matches(command, "show")
                || Arguments.matches(command, "lst")) {
            return list(context);
        }
        if (Arguments.matches(command, "list-id")) {
            return new ListIds(context).run(arguments);
        }
        if (Arguments.matches(command, "help")) {
            throw ExitException.usage(NetnsUsage.TEXT);
        }
        if (Arguments.matches(command, "add")) {
            return add(context, arguments);
        }
        if (Arguments.matches(command, "set")) {
            return set(context, arguments);
        }
        if (Arguments.matches(command, "delete")) {
            return delete(context, arguments);
        }
        return runProcesses(context, arguments, command);
    }

    private static int runProcesses(IpContext context, Arguments arguments, String command) {
        if (Arguments.matches(command, "identify")) {
            return identify(context, arguments);
        }
        if (Arguments.matches(command, "pids")) {
            return pids(context, arguments);
        }
        if (Arguments.matches(command, "exec")) {
            return execute(context, arguments);
        }
        if (Arguments.matches(command, "monitor") || Arguments.matches(command, "attach")) {
            throw failure("ip netns " + command + ": not simulated\n");
        }
        throw ExitException.usage("Command \"" + command + "\" is unknown, try \"ip netns help\".\n");
    }

    private static boolean isInvalidName(String name) {
        return name.isEmpty()
                || name.length() > LONGEST_NAME
                || name.indexOf('/') >= 0
                || name.equals(".")
                || name.equals("..");
    }

    private static int list(IpContext context) {
        Output output = context.output();
        NamespaceIds ids = new NamespaceIds(context.namespace().net());
        output.begin();
        context.kernel().named().forEach((name, namespace) -> {
            output.openObject();
            output.string("name", "%s", name);
            OptionalInt id = ids.get(namespace.net());
            if (id.isPresent()) {
                output.number("id", " (id: %d)", id.getAsInt());
            }
            output.newline();
            output.closeObject();
        });
        output.end();
        return 0;
    }

    private static int add(IpContext context, Arguments arguments) {
        String name = name(arguments);
        try {
            context.kernel().add(name);
        } catch (KernelException refusal) {
            context.process().refused(refusal);
            throw failure("Cannot create namespace file \"" + DIRECTORY + name + "\": "
                    + refusal.errno().words() + "\n");
        }
        return 0;
    }

    private static int set(IpContext context, Arguments arguments) {
        String name = name(arguments);
        if (!arguments.hasNext()) {
            throw failure("No nsid specified\n");
        }
        String word = arguments.next();
        int id = -1;
        if (!word.equals("auto")) {
            id = Numbers.integer(word, 0).orElseThrow(() -> ExitException.invalid("Invalid \"netnsid\" value", word));
            if (id < 0) {
                throw ExitException.invalid("\"netnsid\" value should be >= 0", word);
            }
        }
        Namespace namespace = context.kernel()
                .named(name)
                .orElseThrow(() ->
                        failure("Cannot open network namespace \"" + name + "\": " + Errno.ENOENT.words() + "\n"));
        try {
            new NamespaceIds(context.namespace().net()).set(namespace.net(), id);
        } catch (KernelException refusal) {
            throw context.refused(refusal);
        }
        return 0;
    }

    private static int delete(IpContext context, Arguments arguments) {
        if (!context.options().all()) {
            deleteOne(context, name(arguments));
            return 0;
        }
        for (String name : new ArrayList<>(context.kernel().named().keySet())) {
            deleteOne(context, name);
        }
        return 0;
    }

    private static void deleteOne(IpContext context, String name) {
        try {
            context.kernel().delete(name);
        } catch (KernelException refusal) {
            context.process().refused(refusal);
            throw failure("Cannot remove namespace file \"" + DIRECTORY + name + "\": "
                    + refusal.errno().words() + "\n");
        }
    }

    private static int identify(IpContext context, Arguments arguments) {
        if (arguments.remaining() > 1) {
            throw failure("extra arguments specified\n");
        }
        Namespace wanted = context.process().namespace();
        if (arguments.hasNext()) {
            String process = arguments.next();
            if (!process.chars().allMatch(c -> c >= '0' && c <= '9')) {
                throw failure("Specified string '" + process + "' is not a pid\n");
            }
            if (!process.equals("1")) {
                throw failure("Cannot open network namespace: " + Errno.ENOENT.words() + "\n");
            }
            wanted = context.kernel().initial();
        }
        for (Map.Entry<String, Namespace> entry : context.kernel().named().entrySet()) {
            if (entry.getValue().equals(wanted)) {
                context.process().out(entry.getKey());
            }
        }
        context.process().out("\n");
        return 0;
    }

    /** No process outlives its command, so there is none in any namespace. */
    private static int pids(IpContext context, Arguments arguments) {
        String name = name(arguments);
        if (arguments.hasNext()) {
            throw failure("extra arguments specified\n");
        }
        if (context.kernel().named(name).isEmpty()) {
            throw failure("Cannot open network namespace: " + Errno.ENOENT.words() + "\n");
        }
        return 0;
    }

    private static int execute(IpContext context, Arguments arguments) {
        boolean all = context.options().all();
        if (!all && !arguments.hasNext()) {
            throw failure(NO_NAME);
        }
        if (arguments.remaining() < (all ? 1 : 2)) {
            throw failure("No command specified\n");
        }
        if (all) {
            List<String> words = arguments.rest();
            context.kernel().named().forEach((name, namespace) -> {
                context.process().out("\nnetns: " + name + "\n");
                executeIn(context, namespace, words);
            });
            return 0;
        }
        String name = arguments.next();
        Namespace namespace = context.kernel()
                .named(name)
                .orElseThrow(() -> ExitException.usage(
                        "Cannot open network namespace \"" + name + "\": " + Errno.ENOENT.words() + "\n"));
        return executeIn(context, namespace, arguments.rest());
    }

    /** {@code cmd_exec}. */
    private static int executeIn(IpContext context, Namespace namespace, List<String> words) {
        if (!context.process().hasProgram(words.get(0))) {
            context.err("exec of \"" + words.get(0) + "\" failed: " + Errno.ENOENT.words() + "\n");
            return ExitException.FAILURE;
        }
        return context.process().execute(namespace, words);
    }

    private static String name(Arguments arguments) {
        if (!arguments.hasNext()) {
            throw failure(NO_NAME);
        }
        return arguments.next();
    }

    private static ExitException failure(String words) {
        return ExitException.err(ExitException.FAILURE, words);
    }
}
