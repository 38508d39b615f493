package dev.vethlab.vswitch.action;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.vswitch.action.LearnSpec.Part;
import dev.vethlab.vswitch.flow.Field;
import dev.vethlab.vswitch.flow.FieldText;
import dev.vethlab.vswitch.flow.Fields;
import dev.vethlab.vswitch.flow.MatchText;
import dev.vethlab.vswitch.flow.PortNames;
import dev.vethlab.vswitch.flow.Subfield;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Writes actions ({@code ofpacts_format}). */
public final class ActionText {

    private ActionText() {}

    /** What stands behind {@code actions=}: {@code drop} where there is none. */
    public static String write(List<Action> actions, PortNames ports) {
        if (actions.isEmpty()) {
            return "drop";
        }
        StringJoiner text = new StringJoiner(",");
        for (Action action : actions) {
            text.add(write(action, ports));
        }
        return text.toString();
    }

    /** One action. */
    public static String write(Action action, PortNames ports) {
        if (action instanceof Action.Output output) {
            String port = ports.write(output.port());
            return output.port() < PortNames.MAX ? "output:" + port : port;
        }
        if (action instanceof Action.Controller controller) {
            return "CONTROLLER:" + controller.length();
        }
        if (action instanceof Action.OutputField output) {
            return "output:" + output.source();
        }
        if (action instanceof Action.Resubmit resubmit) {
            return resubmit(resubmit, ports);
        }
        if (action instanceof Action.GotoTable target) {
            return "goto_table:" + target.table();
        }
        if (action instanceof Action.Learn learn) {
            return learn(learn.spec(), ports);
        }
        if (action instanceof Action.Note note) {
            StringJoiner text = new StringJoiner(".", "note:", "");
            note.octets().forEach(octet -> text.add(String.format(Locale.ROOT, "%02x", octet)));
            return text.toString();
        }
        if (action instanceof Action.Exit) {
            return "exit";
        }
        return change(action, ports);
    }

    private static String change(Action action, PortNames ports) {
        if (action instanceof Action.StripVlan strip) {
            return strip.popped() ? "pop_vlan" : "strip_vlan";
        }
        if (action instanceof Action.PushVlan push) {
            return String.format(Locale.ROOT, "push_vlan:0x%04x", push.protocol());
        }
        if (action instanceof Action.SetVlanId set) {
            return "mod_vlan_vid:" + set.id();
        }
        if (action instanceof Action.SetVlanPriority set) {
            return "mod_vlan_pcp:" + set.priority();
        }
        if (action instanceof Action.Modify modify) {
            return modify(modify);
        }
        if (action instanceof Action.ModifyPort modify) {
            return (modify.source() ? "mod_tp_src:" : "mod_tp_dst:") + modify.port();
        }
        if (action instanceof Action.DecrementTtl) {
            return "dec_ttl";
        }
        if (action instanceof Action.SetTunnel set) {
            return (set.wide() ? "set_tunnel64:" : "set_tunnel:") + hex(set.id());
        }
        return field(action, ports);
    }

    private static String field(Action action, PortNames ports) {
        if (action instanceof Action.Load load) {
            return "load:" + hex(load.value()) + "->" + load.target();
        }
        if (action instanceof Action.SetField set) {
            return "set_field:" + FieldText.write(set.field(), set.value(), set.mask(), ports) + "->"
                    + set.field().name();
        }
        if (action instanceof Action.Move move) {
            return "move:" + move.source() + "->" + move.target();
        }
        if (action instanceof Action.Push push) {
            return "push:" + push.source();
        }
        if (action instanceof Action.Pop pop) {
            return "pop:" + pop.target();
        }
        if (action instanceof Action.WriteMetadata write) {
            return "write_metadata:" + hex(write.value()) + (write.mask() == -1L ? "" : "/" + hex(write.mask()));
        }
        return extension(action, ports);
    }

    private static String modify(Action.Modify modify) {
        Field field = modify.field();
        long value = modify.value();
        if (field == Fields.ETH_SRC || field == Fields.ETH_DST) {
            return (field == Fields.ETH_SRC ? "mod_dl_src:" : "mod_dl_dst:") + new MacAddress(value);
        }
        if (field == Fields.IP_SRC || field == Fields.IP_DST) {
            return (field == Fields.IP_SRC ? "mod_nw_src:" : "mod_nw_dst:") + new Ipv4Address((int) value);
        }
        return "mod_" + field.name() + ":" + value;
    }

    private static String resubmit(Action.Resubmit resubmit, PortNames ports) {
        boolean here = resubmit.port() == PortNames.IN_PORT;
        if (resubmit.table() == ActionReader.ANY_TABLE) {
            return "resubmit:" + ports.write(resubmit.port());
        }
        return "resubmit(" + (here ? "" : ports.write(resubmit.port())) + "," + resubmit.table() + ")";
    }

    private static String hex(long value) {
        return value == 0 ? "0" : "0x" + Long.toHexString(value);
    }

    /** {@code learn_format}. */
    private static String learn(LearnSpec spec, PortNames ports) {
        StringJoiner text = new StringJoiner(",", "learn(", ")");
        text.add("table=" + spec.table());
        number(text, "idle_timeout", spec.idleTimeout(), 0);
        number(text, "hard_timeout", spec.hardTimeout(), 0);
        number(text, "fin_idle_timeout", spec.finIdleTimeout(), 0);
        number(text, "fin_hard_timeout", spec.finHardTimeout(), 0);
        number(text, "priority", spec.priority(), MatchText.DEFAULT_PRIORITY);
        if (spec.sendFlowRemoved()) {
            text.add("send_flow_rem");
        }
        if (spec.deleteLearned()) {
            text.add("delete_learned");
        }
        if (spec.cookie() != 0) {
            text.add("cookie=" + hex(spec.cookie()));
        }
        number(text, "limit", spec.limit(), 0);
        spec.parts().forEach(part -> text.add(part(part, ports)));
        return text.toString();
    }

    private static void number(StringJoiner text, String name, long value, long usual) {
        if (value != usual) {
            text.add(name + "=" + value);
        }
    }

    private static String part(Part part, PortNames ports) {
        String source = part.source().map(Subfield::toString).orElse(hex(part.immediate()));
        String destination = part.destination().map(Subfield::toString).orElse("");
        return switch (part.target()) {
            case OUTPUT -> "output:" + source;
            case LOAD -> "load:" + source + "->" + destination;
            case MATCH -> match(part, source, destination, ports);
        };
    }

    private static String match(Part part, String source, String destination, PortNames ports) {
        if (part.source().isPresent()) {
            return source.equals(destination) ? destination : destination + "=" + source;
        }
        Subfield bits = part.destination().orElseThrow();
        return bits.bits() == bits.field().bits()
                ? bits.field().name() + "=" + FieldText.write(bits.field(), part.immediate(), -1L, ports)
                : destination + "=" + source;
    }

    private static String extension(Action action, PortNames ports) {
        if (action instanceof Action.Group group) {
            return "group:" + group.id();
        }
        if (action instanceof Action.Enqueue enqueue) {
            return "enqueue:" + ports.write(enqueue.port()) + ":" + enqueue.queue();
        }
        if (action instanceof Action.SetQueue set) {
            return "set_queue:" + set.queue();
        }
        if (action instanceof Action.PopQueue) {
            return "pop_queue";
        }
        if (action instanceof Action.FinTimeout timeout) {
            String idle = timeout.idle() == 0 ? "" : "idle_timeout=" + timeout.idle();
            String hard = timeout.hard() == 0 ? "" : "hard_timeout=" + timeout.hard();
            return "fin_timeout(" + idle + (idle.isEmpty() || hard.isEmpty() ? "" : ",") + hard + ")";
        }
        if (action instanceof Action.CloneOf clone) {
            return "clone(" + write(clone.actions(), ports) + ")";
        }
        if (action instanceof Action.Track track) {
            return track(track, ports);
        }
        if (action instanceof Action.Conjunction part) {
            return "conjunction(" + part.id() + "," + part.clause() + "/" + part.clauses() + ")";
        }
        if (action instanceof Action.Untrack) {
            return "ct_clear";
        }
        throw new IllegalStateException("no text for " + action);
    }

    /** {@code format_CT}. */
    private static String track(Action.Track track, PortNames ports) {
        StringJoiner text = new StringJoiner(",", "ct(", ")");
        if (track.commit()) {
            text.add("commit");
        }
        if (track.force()) {
            text.add("force");
        }
        if (track.table() != ActionReader.ANY_TABLE) {
            text.add("table=" + track.table());
        }
        if (track.zoneSource().isPresent()) {
            text.add("zone=" + track.zoneSource().get());
        } else if (track.zone() != 0) {
            text.add("zone=" + track.zone());
        }
        track.nat().ifPresent(nat -> text.add(nat.text()));
        if (!track.changes().isEmpty()) {
            text.add("exec(" + write(track.changes(), ports) + ")");
        }
        return text.toString();
    }

    /** The name of an action in complaints ({@code ofpact_name}). */
    static String name(Action action) {
        String text = write(action, PortNames.NUMBERS);
        int end = 0;
        while (end < text.length() && ":(".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(0, end);
    }
}
