package dev.vethlab.tool.ip.neigh;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.neighbour.NeighSetting;
import dev.vethlab.kernel.neighbour.NeighThresholds;
import dev.vethlab.kernel.rtnetlink.NeighbourTableRequest;
import dev.vethlab.kernel.rtnetlink.NeighbourTables;
import dev.vethlab.tool.ip.grammar.AddressFamily;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Numbers;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code ip ntable change} ({@code ipntable_modify}). */
final class NtableChange {

    private static final Map<String, NeighSetting> TIMES = Map.of(
            "base_reachable", NeighSetting.BASE_REACHABLE_TIME,
            "retrans", NeighSetting.RETRANS_TIME,
            "gc_stale", NeighSetting.GC_STALETIME,
            "delay_probe", NeighSetting.DELAY_PROBE_TIME,
            "anycast_delay", NeighSetting.ANYCAST_DELAY,
            "proxy_delay", NeighSetting.PROXY_DELAY,
            "locktime", NeighSetting.LOCKTIME);

    private static final Map<String, NeighSetting> NUMBERS = Map.of(
            "queue", NeighSetting.QUEUE_LEN_BYTES,
            "app_probes", NeighSetting.APP_PROBES,
            "ucast_probes", NeighSetting.UCAST_PROBES,
            "mcast_probes", NeighSetting.MCAST_PROBES,
            "proxy_queue", NeighSetting.PROXY_QLEN);

    private static final Map<String, NeighThresholds.Which> LIMITS = Map.of(
            "thresh1", NeighThresholds.Which.GC_THRESH1,
            "thresh2", NeighThresholds.Which.GC_THRESH2,
            "thresh3", NeighThresholds.Which.GC_THRESH3,
            "gc_int", NeighThresholds.Which.GC_INTERVAL);

    private final IpContext context;
    private final Arguments arguments;
    private final Map<NeighSetting, Long> settings = new EnumMap<>(NeighSetting.class);
    private final Map<NeighThresholds.Which, Long> limits = new EnumMap<>(NeighThresholds.Which.class);
    private Optional<String> name = Optional.empty();
    private int index;

    NtableChange(IpContext context, Arguments arguments) {
        this.context = context;
        this.arguments = arguments;
    }

    int run() {
        while (arguments.hasNext()) {
            option(arguments.next());
        }
        String table = name.orElseThrow(() -> ExitException.missing("NAME"));
        if (settings.isEmpty() && limits.isEmpty()) {
            throw ExitException.usage("Not enough information: changeable attributes required.\n");
        }
        try {
            AddressFamily family = context.options().family();
            if (table.equals(NtableCommand.NDISC) && family != AddressFamily.INET) {
                throw NtableCommand.notSimulated("changes of the neighbours of IPv6 are");
            }
            if (family != AddressFamily.UNSPEC && family != AddressFamily.INET) {
                throw new KernelException(Errno.ENOENT);
            }
            new NeighbourTables(context.namespace().net(), context.namespace().neighbours())
                    .set(new NeighbourTableRequest(table, index, settings, limits));
        } catch (KernelException refusal) {
            throw context.refused(refusal);
        }
        return 0;
    }

    private void option(String word) {
        if (word.equals("name")) {
            String given = arguments.next();
            if (name.isPresent()) {
                throw ExitException.duplicate("NAME", given);
            }
            name = Optional.of(given);
        } else if (word.equals("dev")) {
            index = context.devices().require(arguments.next());
        } else if (TIMES.containsKey(word)) {
            settings.put(TIMES.get(word), number(word, true));
        } else if (NUMBERS.containsKey(word)) {
            settings.put(NUMBERS.get(word), number(word, false));
        } else if (LIMITS.containsKey(word)) {
            limits.put(LIMITS.get(word), number(word, word.equals("gc_int")));
        } else {
            throw ExitException.invalid("unknown", word);
        }
    }

    private long number(String word, boolean is64Bits) {
        String text = arguments.next();
        OptionalLong number = is64Bits ? Numbers.u64(text, 0) : Numbers.u32(text, 0);
        return number.orElseThrow(() -> ExitException.invalid("\"" + word + "\" value is invalid", text));
    }
}
