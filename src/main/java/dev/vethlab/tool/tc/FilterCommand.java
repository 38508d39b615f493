package dev.vethlab.tool.tc;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.sched.Filters;
import dev.vethlab.kernel.sched.Handle;
import dev.vethlab.kernel.sched.cls.FilterRequest;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.EthernetProtocols;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.Numbers;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code tc filter} ({@code do_filter}). */
final class FilterCommand implements TcCommand {

    static final int ALL_PROTOCOLS = 3;
    private static final int MOST_PRIORITY = 0xffff;

    @Override
    public int run(TcContext context, Arguments arguments) {
        if (!arguments.hasNext()) {
            return new FilterList(context).run(arguments);
        }
        String word = arguments.next();
        FilterRequest request = new FilterRequest();
        if (matches(word, "add")) {
            request.create = true;
            request.exclusive = true;
            return new Modify(context, arguments, request).run(false);
        }
        if (matches(word, "change")) {
            return new Modify(context, arguments, request).run(false);
        }
        if (matches(word, "replace")) {
            request.create = true;
            return new Modify(context, arguments, request).run(false);
        }
        if (matches(word, "delete")) {
            return new Modify(context, arguments, request).run(true);
        }
        if (matches(word, "get")) {
            throw TcContext.complaint("tc filter get: not simulated\n");
        }
        if (matches(word, "list") || matches(word, "show") || matches(word, "lst")) {
            return new FilterList(context).run(arguments);
        }
        if (matches(word, "help")) {
            throw ExitException.err(0, TcUsage.FILTER);
        }
        throw ExitException.returned("Command \"" + word + "\" is unknown, try \"tc filter help\".\n");
    }

    /** The place that a word names: {@code ingress}, {@code egress}, {@code root} or behind {@code parent}; 0 where it names none. */
    static int place(String word, int already, Arguments arguments, String complaint) {
        if (word.equals("parent")) {
            String name = arguments.next();
            if (already != 0) {
                throw ExitException.duplicate("parent", name);
            }
            return ClassIds.classId(name).orElseThrow(() -> ExitException.invalid(complaint, name));
        }
        int place = switch (word) {
            case "root" -> Handle.ROOT;
            case "ingress" -> Handle.of(Handle.INGRESS, Handle.MINOR_INGRESS);
            case "egress" -> Handle.of(Handle.INGRESS, Handle.MINOR_EGRESS);
            default -> 0;
        };
        if (place != 0 && already != 0) {
            throw ExitException.returned("Error: \"" + word + "\" is duplicate parent ID\n");
        }
        return place;
    }

    static int protocol(String word) {
        return EthernetProtocols.number(word).orElseThrow(() -> ExitException.invalid("invalid protocol", word));
    }

    /** A filter is made, changed or deleted ({@code tc_filter_modify}). */
    private static final class Modify {

        private final TcContext context;
        private final Arguments arguments;
        private final FilterRequest request;
        private String device = "";
        private Optional<String> handle = Optional.empty();
        private boolean hasProtocol;
        private boolean hasChain;

        Modify(TcContext context, Arguments arguments, FilterRequest request) {
            this.context = context;
            this.arguments = arguments;
            this.request = request;
            request.protocol = request.create ? ALL_PROTOCOLS : 0;
        }

        int run(boolean delete) {
            while (request.kind.isEmpty() && arguments.hasNext()) {
                word(arguments.next());
            }
            if (!device.isEmpty()) {
                request.index = context.device(device);
            }
            if (!request.kind.isEmpty()) {
                request.options = FilterVocabulary.of(request.kind)
                        .read(context, arguments, request, handle)
                        .orElse(null);
            } else if (handle.isPresent()) {
                throw ExitException.returned("Must specify filter type when using \"handle\"\n");
            }
            return context.ask("We have an error talking to the kernel\n", () -> {
                Filters filters = new Filters(context.net());
                if (delete) {
                    filters.delete(request);
                } else {
                    filters.apply(request);
                }
                return 0;
            });
        }

        private void word(String word) {
            int place = place(word, request.parent, arguments, "Invalid parent ID");
            if (place != 0) {
                request.parent = place;
            } else if (word.equals("dev")) {
                String name = arguments.next();
                if (!device.isEmpty()) {
                    throw ExitException.duplicate("dev", name);
                }
                device = name;
            } else if (word.equals("handle")) {
                String text = arguments.next();
                if (handle.isPresent()) {
                    throw ExitException.duplicate("handle", text);
                }
                handle = Optional.of(text);
            } else if (!number(word)) {
                if (matches(word, "block")) {
                    throw TcContext.complaint("tc: shared blocks are not simulated\n");
                }
                if (matches(word, "estimator")) {
                    throw TcContext.complaint("tc: estimator is not simulated\n");
                }
                if (matches(word, "help")) {
                    throw ExitException.err(0, TcUsage.FILTER);
                }
                request.kind = word;
            }
        }

        private boolean number(String word) {
            if (matches(word, "preference") || matches(word, "priority")) {
                String text = arguments.next();
                if (request.priority != 0) {
                    throw ExitException.duplicate("priority", text);
                }
                OptionalLong priority = Numbers.u32(text, 0);
                if (priority.isEmpty() || priority.getAsLong() > MOST_PRIORITY) {
                    throw ExitException.invalid("invalid priority value", text);
                }
                request.priority = (int) priority.getAsLong();
            } else if (matches(word, "protocol")) {
                String text = arguments.next();
                if (hasProtocol) {
                    throw ExitException.duplicate("protocol", text);
                }
                hasProtocol = true;
                request.protocol = protocol(text);
            } else if (matches(word, "chain")) {
                String text = arguments.next();
                if (hasChain) {
                    throw ExitException.duplicate("chain", text);
                }
                hasChain = true;
                request.chain = (int) Numbers.u32(text, 0)
                        .orElseThrow(() -> ExitException.invalid("invalid chain index value", text));
            } else {
                return false;
            }
            return true;
        }
    }
}
