package dev.vethlab.tool.tc;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.sched.ClassRequest;
import dev.vethlab.kernel.sched.Classes;
import dev.vethlab.kernel.sched.Handle;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import java.util.Optional;

/** {@code tc class} ({@code do_class}). */
final class ClassCommand implements TcCommand {

    @Override
    public int run(TcContext context, Arguments arguments) {
        if (!arguments.hasNext()) {
            return new ClassList(context).run(arguments);
        }
        String word = arguments.next();
        ClassRequest request = new ClassRequest();
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
            return modify(context, arguments, request, false);
        }
        if (matches(word, "delete")) {
            return modify(context, arguments, request, true);
        }
        if (matches(word, "list") || matches(word, "show") || matches(word, "lst")) {
            return new ClassList(context).run(arguments);
        }
        if (matches(word, "help")) {
            throw ExitException.err(0, TcUsage.CLASS);
        }
        throw ExitException.returned("Command \"" + word + "\" is unknown, try \"tc class help\".\n");
    }

    private static int modify(TcContext context, Arguments arguments, ClassRequest request, boolean delete) {
        String device = "";
        String kind = "";
        while (kind.isEmpty() && arguments.hasNext()) {
            String word = arguments.next();
            if (word.equals("dev")) {
                String name = arguments.next();
                if (!device.isEmpty()) {
                    throw ExitException.duplicate("dev", name);
                }
                device = name;
            } else if (matches(word, "help")) {
                context.ip().err(TcUsage.CLASS);
            } else if (!place(request, word, arguments)) {
                kind = word;
            }
        }
        if (!kind.isEmpty()) {
            request.options = QdiscVocabulary.of(kind)
                    .readClass(context, arguments, device, kind)
                    .orElse(null);
        }
        if (!device.isEmpty()) {
            request.index = context.device(device);
        }
        Optional<String> warning = context.ask("", () -> {
            Classes classes = new Classes(context.net());
            if (delete) {
                classes.delete(request);
                return Optional.empty();
            }
            return classes.apply(request);
        });
        warning.ifPresent(text -> context.ip().err("Warning: " + text + (text.endsWith(".") ? "\n" : ".\n")));
        return 0;
    }

    private static boolean place(ClassRequest request, String word, Arguments arguments) {
        switch (word) {
            case "classid" -> {
                String name = arguments.next();
                if (request.id != 0) {
                    throw ExitException.duplicate("classid", name);
                }
                request.id = ClassIds.classId(name).orElseThrow(() -> ExitException.invalid("invalid class ID", name));
            }
            case "handle" -> throw ExitException.returned("Error: try \"classid\" instead of \"handle\"\n");
            case "root" -> {
                if (request.parent != 0) {
                    throw ExitException.returned("Error: \"root\" is duplicate parent ID.\n");
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
}
