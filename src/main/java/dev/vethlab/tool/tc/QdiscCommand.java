package dev.vethlab.tool.tc;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.sched.Handle;
import dev.vethlab.kernel.sched.QdiscRequest;
import dev.vethlab.kernel.sched.Qdiscs;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.Numbers;
import java.util.Optional;

/** {@code tc qdisc} ({@code do_qdisc}). */
final class QdiscCommand implements TcCommand {

    @Override
    public int run(TcContext context, Arguments arguments) {
        if (!arguments.hasNext()) {
            return new QdiscList(context).run(arguments);
        }
        String word = arguments.next();
        QdiscRequest request = new QdiscRequest();
        if (matches(word, "add")) {
            request.exclusive = true;
            request.create = true;
            return modify(context, arguments, request, false);
        }
        if (matches(word, "change")) {
            return modify(context, arguments, request, false);
        }
        if (matches(word, "replace")) {
            request.create = true;
            request.replace = true;
            return modify(context, arguments, request, false);
        }
        if (matches(word, "link")) {
            request.replace = true;
            return modify(context, arguments, request, false);
        }
        if (matches(word, "delete")) {
            return modify(context, arguments, request, true);
        }
        if (matches(word, "list") || matches(word, "show") || matches(word, "lst")) {
            return new QdiscList(context).run(arguments);
        }
        if (matches(word, "help")) {
            throw ExitException.err(0, TcUsage.QDISC);
        }
        throw ExitException.returned("Command \"" + word + "\" is unknown, try \"tc qdisc help\".\n");
    }

    private static int modify(TcContext context, Arguments arguments, QdiscRequest request, boolean delete) {
        String device = "";
        Optional<QdiscWords> words = Optional.empty();
        while (words.isEmpty() && arguments.hasNext()) {
            String word = arguments.next();
            if (word.equals("dev")) {
                String name = arguments.next();
                if (!device.isEmpty()) {
                    throw ExitException.duplicate("dev", name);
                }
                device = name;
            } else if (!place(request, word, arguments)) {
                words = kind(context, request, word, arguments);
            }
        }
        if (words.isPresent()) {
            request.options = words.get().read(context, arguments, device).orElse(null);
        }
        if (!device.isEmpty()) {
            request.index = context.device(device);
        }
        return context.ask("", () -> {
            Qdiscs qdiscs = new Qdiscs(context.net());
            if (delete) {
                qdiscs.delete(request);
            } else {
                qdiscs.apply(request);
            }
            return 0;
        });
    }

    private static boolean place(QdiscRequest request, String word, Arguments arguments) {
        switch (word) {
            case "handle" -> {
                if (request.handle != 0) {
                    throw ExitException.duplicate("handle", word);
                }
                String name = arguments.next();
                request.handle =
                        ClassIds.handle(name).orElseThrow(() -> ExitException.invalid("invalid qdisc ID", name));
            }
            case "root" -> {
                if (request.parent != 0) {
                    throw ExitException.returned("Error: \"root\" is duplicate parent ID\n");
                }
                request.parent = Handle.ROOT;
            }
            case "parent" -> {
                String name = arguments.next();
                if (request.parent != 0) {
                    throw ExitException.duplicate("parent", name);
                }
                request.parent =
                        ClassIds.classId(name).orElseThrow(() -> ExitException.invalid("invalid parent ID", name));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static Optional<QdiscWords> kind(
            TcContext context, QdiscRequest request, String word, Arguments arguments) {
        if (word.equals("clsact") || word.equals("ingress")) {
            if (request.parent != 0) {
                throw ExitException.returned("Error: \"" + word + "\" is a duplicate parent ID\n");
            }
            request.parent = Handle.INGRESS;
            request.handle = Handle.major(Handle.INGRESS);
        } else if (matches(word, "estimator") || matches(word, "stab")) {
            throw TcContext.complaint("tc: " + word + " is not simulated\n");
        } else if (matches(word, "ingress_block") || matches(word, "egress_block")) {
            String block = arguments.next();
            if (Numbers.u32(block, 0).orElse(0) == 0) {
                throw ExitException.invalid("invalid " + word + " index value", block);
            }
            throw TcContext.complaint("tc: shared blocks are not simulated\n");
        } else if (matches(word, "help")) {
            context.ip().err(TcUsage.QDISC);
            return Optional.empty();
        }
        request.kind = word;
        return Optional.of(QdiscVocabulary.of(word));
    }
}
