package dev.vethlab.tool.ovs.ofctl;

import dev.vethlab.vswitch.action.Action;
import dev.vethlab.vswitch.action.ActionReader;
import dev.vethlab.vswitch.action.ActionVersions;
import dev.vethlab.vswitch.flow.FieldText;
import dev.vethlab.vswitch.flow.FlowException;
import dev.vethlab.vswitch.flow.FlowMatch;
import dev.vethlab.vswitch.flow.KeyValues;
import dev.vethlab.vswitch.flow.MatchReader;
import dev.vethlab.vswitch.flow.MatchText;
import dev.vethlab.vswitch.flow.PortNames;
import dev.vethlab.vswitch.ofproto.FlowMod;
import dev.vethlab.vswitch.ofproto.FlowMod.Command;
import dev.vethlab.vswitch.ofproto.FlowSettings;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/** Reads a flow as {@code add-flow} and others take it ({@code parse_ofp_str}). */
final class FlowModReader {

    private static final Set<String> IGNORED = Set.of(
            "duration", "n_packets", "n_bytes", "idle_age", "hard_age", "no_readonly_table", "allow_hidden_fields");
    private static final Set<String> FLAGS =
            Set.of("send_flow_rem", "check_overlap", "reset_counts", "no_packet_counts", "no_byte_counts");

    private final Command command;
    private final boolean hasActions;
    private final int protocol;
    private final boolean later;
    private final PortNames ports;
    private final Consumer<String> log;
    private final MatchReader matches;
    private int table = FlowMod.ANY_TABLE;
    private int priority = MatchText.DEFAULT_PRIORITY;
    private OptionalLong cookie = OptionalLong.empty();
    private long cookieValue;
    private long cookieMask;
    private OptionalInt outPort = OptionalInt.empty();
    private OptionalLong outGroup = OptionalLong.empty();
    private int idleTimeout;
    private int hardTimeout;
    private int importance;
    private boolean sendFlowRemoved;
    private boolean checkOverlap;
    private boolean resetCounts;

    /**
     * @param protocol the version of OpenFlow that is spoken, 10 to 15
     * @param log takes lines for the log, which goes to standard error
     */
    FlowModReader(Command command, int protocol, PortNames ports, Consumer<String> log) {
        this.command = command;
        this.hasActions = command != Command.DELETE && command != Command.DELETE_STRICT;
        this.protocol = protocol;
        this.later = protocol > OfctlOptions.EARLY;
        this.ports = ports;
        this.log = log;
        this.matches = new MatchReader(ports);
        this.resetCounts = !later;
    }

    FlowMod read(String text) {
        int split = hasActions ? text.indexOf("action") : text.length();
        int equals = split < 0 ? -1 : text.indexOf('=', split);
        if (hasActions && equals < 0) {
            throw new FlowException("must specify an action");
        }
        for (KeyValues.Entry entry : KeyValues.read(text.substring(0, split))) {
            take(entry);
        }
        FlowMatch match = matches.match();
        List<Action> actions = List.of();
        if (hasActions) {
            ActionReader.Read read = ActionReader.read(text.substring(equals + 1), ports);
            boolean laterOnly = read.needsLater() || later && resetCounts;
            ActionCheck.check(read.actions(), match, table, protocol, laterOnly, log);
            if (read.needsLater() && !later) {
                throw new FlowException("none of the usable flow formats (OXM,OpenFlow11) is among the allowed flow"
                        + " formats (OpenFlow10,NXM)");
            }
            actions = later ? ActionVersions.later(read.actions(), match) : ActionVersions.early(read.actions());
        }
        return mod(normalized(match), actions);
    }

    private FlowMod mod(FlowMatch match, List<Action> actions) {
        boolean unsaid = hasActions && cookie.isEmpty() && cookieMask == 0;
        OptionalLong given = unsaid ? OptionalLong.of(0) : cookie;
        return new FlowMod(
                command,
                table,
                priority,
                match,
                actions,
                given,
                cookieValue,
                cookieMask,
                outPort,
                outGroup,
                new FlowSettings(idleTimeout, hardTimeout, sendFlowRemoved, checkOverlap, resetCounts, importance));
    }

    private FlowMatch normalized(FlowMatch match) {
        FlowMatch normal = MatchReader.normalized(match);
        if (!normal.equals(match)) {
            log.accept("ofp_match|INFO|normalization changed ofp_match, details:");
            log.accept("ofp_match|INFO| pre: " + MatchText.write(match, MatchText.DEFAULT_PRIORITY, PortNames.NUMBERS));
            log.accept(
                    "ofp_match|INFO|post: " + MatchText.write(normal, MatchText.DEFAULT_PRIORITY, PortNames.NUMBERS));
        }
        return normal;
    }

    private void take(KeyValues.Entry entry) {
        String key = entry.key();
        if (FLAGS.contains(key) && hasActions) {
            sendFlowRemoved |= key.equals("send_flow_rem");
            checkOverlap |= key.equals("check_overlap");
            resetCounts |= key.equals("reset_counts");
        } else if (!IGNORED.contains(key) && !matches.take(entry)) {
            if (entry.value().isEmpty()) {
                throw new FlowException("field " + key + " missing value");
            }
            takeSetting(key, entry.value());
        }
    }

    private void takeSetting(String key, String value) {
        boolean strict = command == Command.DELETE_STRICT;
        switch (key) {
            case "table" -> table = table(value);
            case "cookie" -> takeCookie(value);
            case "out_port" -> {
                refuseUnless(!hasActions, key);
                outPort = OptionalInt.of(ports.read(value)
                        .orElseThrow(() -> new FlowException(value + " is not a valid OpenFlow port")));
            }
            case "out_group" -> {
                refuseUnless(!hasActions, key);
                if (!later) {
                    throw new FlowException("none of the usable flow formats (OXM,OpenFlow11) is among the allowed flow"
                            + " formats (OpenFlow10,NXM)");
                }
                outGroup = OptionalLong.of(u64(value));
            }
            case "priority" -> {
                refuseUnless(hasActions || strict, key);
                priority = u16(key, value);
            }
            case "idle_timeout" -> {
                refuseUnless(hasActions, key);
                idleTimeout = u16(key, value);
            }
            case "hard_timeout" -> {
                refuseUnless(hasActions, key);
                hardTimeout = u16(key, value);
            }
            case "importance" -> {
                refuseUnless(hasActions, key);
                importance = u16(key, value);
            }
            default -> refuseUnless(false, key);
        }
    }

    private static void refuseUnless(boolean allowed, String key) {
        if (!allowed) {
            throw new FlowException("unknown keyword " + key);
        }
    }

    private int table(String value) {
        OptionalInt number = ActionReader.table(value);
        if (number.isEmpty()) {
            log.accept("ofp_table|WARN|table " + value + " is outside the supported range 0 through 255");
            throw new FlowException("unknown table \"" + value + "\"");
        }
        return number.getAsInt();
    }

    private void takeCookie(String value) {
        int slash = value.indexOf('/');
        if (slash < 0) {
            if (!hasActions) {
                throw new FlowException(
                        "cannot set cookie (to match on a cookie, specify a mask, e.g. cookie=" + value + "/-1)");
            }
            cookie = OptionalLong.of(u64(value));
            return;
        }
        if (command == Command.ADD) {
            throw new FlowException("flow additions cannot use a cookie mask");
        }
        cookieValue = u64(value.substring(0, slash));
        cookieMask = u64(value.substring(slash + 1));
    }

    private static long u64(String value) {
        try {
            return FieldText.unsigned(value);
        } catch (NumberFormatException bad) {
            throw new FlowException("invalid numeric format " + value);
        }
    }

    private static int u16(String key, String value) {
        try {
            long number = FieldText.unsigned(value);
            if (number >= 0 && number <= 0xffff) {
                return (int) number;
            }
        } catch (NumberFormatException bad) {
            throw new FlowException("invalid " + key + " \"" + value + "\"");
        }
        throw new FlowException("invalid " + key + " \"" + value + "\"");
    }
}
