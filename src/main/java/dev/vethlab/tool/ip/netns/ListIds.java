package dev.vethlab.tool.ip.netns;

import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.rtnetlink.NamespaceIds;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Numbers;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code ip netns list-id} ({@code netns_list_id}). */
final class ListIds {

    private final IpContext context;
    private int target = -1;
    private int wanted = -1;

    ListIds(IpContext context) {
        this.context = context;
    }

    int run(Arguments arguments) {
        while (arguments.hasNext()) {
            if (arguments.take("target-nsid")) {
                target = read(arguments, "target-nsid", target);
            } else if (arguments.take("nsid")) {
                wanted = read(arguments, "nsid", wanted);
            } else {
                throw ExitException.usage(NetnsUsage.TEXT);
            }
        }
        return wanted >= 0 ? listOne() : listAll();
    }

    private static int read(Arguments arguments, String key, int before) {
        if (before >= 0) {
            throw ExitException.duplicate(key, key);
        }
        String word = arguments.next();
        int id = Numbers.integer(word, 0)
                .orElseThrow(() -> ExitException.invalid("\"" + key + "\" value is invalid", word));
        if (id < 0) {
            String next = arguments.hasNext() ? arguments.next() : "(null)";
            throw ExitException.invalid("\"" + key + "\" value should be >= 0", next);
        }
        return id;
    }

    private int listOne() {
        NamespaceIds ids = ids();
        Optional<NetNamespace> found = ids.namespace(wanted);
        if (found.isEmpty()) {
            throw context.refused(new KernelException(Errno.EINVAL, "Peer netns reference is invalid"));
        }
        context.output().begin();
        print(wanted, found.get());
        context.output().end();
        return 0;
    }

    private int listAll() {
        Map<Integer, NetNamespace> all;
        try {
            all = ids().dump();
        } catch (ExitException refusal) {
            throw ExitException.err(ExitException.FAILURE, refusal.err() + "Dump terminated\n");
        }
        context.output().begin();
        all.forEach(this::print);
        context.output().end();
        return 0;
    }

    /** The ids of this namespace, or of the one that {@code target-nsid} tells. */
    private NamespaceIds ids() {
        NamespaceIds own = new NamespaceIds(context.namespace().net());
        if (target < 0) {
            return own;
        }
        return own.namespace(target)
                .map(NamespaceIds::new)
                .orElseThrow(() ->
                        context.refused(new KernelException(Errno.EINVAL, "Invalid target network namespace id")));
    }

    private void print(int id, NetNamespace namespace) {
        Output output = context.output();
        output.openObject();
        output.number("nsid", "nsid %d ", id);
        int known = id;
        if (target >= 0) {
            known = new NamespaceIds(context.namespace().net()).get(namespace).orElse(-1);
            if (known >= 0) {
                output.number("current-nsid", "current-nsid %d ", known);
            } else {
                output.text("current-nsid unassigned ");
            }
        }
        name(known).or(() -> name(id)).ifPresent(name -> output.string("name", "(iproute2 netns name: %s)", name));
        output.newline();
        output.closeObject();
    }

    /** The name of a namespace by the id that this one has for it ({@code netns_map_get_by_nsid}). */
    private Optional<String> name(int id) {
        NamespaceIds own = new NamespaceIds(context.namespace().net());
        return context.kernel().named().entrySet().stream()
                .filter(entry -> own.get(entry.getValue().net()).equals(OptionalInt.of(id)))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
