package dev.vethlab.vswitch.action;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.vswitch.flow.Field;
import dev.vethlab.vswitch.flow.FieldText;
import dev.vethlab.vswitch.flow.Fields;
import dev.vethlab.vswitch.flow.FlowException;
import dev.vethlab.vswitch.flow.KeyValues;
import dev.vethlab.vswitch.flow.PortNames;
import dev.vethlab.vswitch.flow.Subfield;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads actions ({@code ofpacts_parse}). */
public final class ActionReader {

    /** The number that stands for no table in particular. */
    public static final int ANY_TABLE = 255;

    private static final int MOST_LENGTH = 65_535;
    private static final int OCTET = 256;
    private static final Set<String> UNSIMULATED = Set.of(
            "bundle",
            "bundle_load",
            "multipath",
            "sample",
            "check_pkt_larger",
            "delete_field",
            "meter",
            "clear_actions",
            "write_actions",
            "push_mpls",
            "pop_mpls",
            "encap",
            "decap",
            "set_mpls_ttl",
            "dec_mpls_ttl");

    private final PortNames ports;
    private final List<Action> actions = new ArrayList<>();
    private boolean needsLater;

    private ActionReader(PortNames ports) {
        this.ports = ports;
    }

    /**
     * Actions, and what they need of the protocol.
     *
     * @param needsLater whether OpenFlow 1.0 cannot say them
     */
    public record Read(List<Action> actions, boolean needsLater) {}

    /** Reads the text behind {@code actions=}. */
    public static Read read(String text, PortNames ports) {
        return read(text, ports, false);
    }

    /**
     * Reads actions that may stand in others.
     *
     * @param inTrack whether they stand in {@code ct(...)}, where alone the fields of connections can be set
     */
    static Read read(String text, PortNames ports, boolean inTrack) {
        ActionReader reader = new ActionReader(ports);
        boolean drop = false;
        for (KeyValues.Entry entry : KeyValues.read(text)) {
            if (entry.key().equalsIgnoreCase("drop")) {
                drop = true;
            } else {
                reader.take(entry.key(), entry.value());
            }
        }
        if (drop && !reader.actions.isEmpty()) {
            throw new FlowException("\"drop\" must not be accompanied by any other action or instruction");
        }
        refuseOthersWithConjunctions(reader.actions);
        if (!inTrack) {
            reader.actions.forEach(ActionReader::refuseConnectionFields);
        }
        return new Read(List.copyOf(reader.actions), reader.needsLater);
    }

    /** A table's number ({@code ofputil_table_from_string}). */
    public static OptionalInt table(String text) {
        try {
            long number = FieldText.unsigned(text);
            return number >= 0 && number <= ANY_TABLE ? OptionalInt.of((int) number) : OptionalInt.empty();
        } catch (NumberFormatException name) {
            return OptionalInt.empty();
        }
    }

    private static void refuseOthersWithConjunctions(List<Action> actions) {
        boolean any = actions.stream().anyMatch(action -> action instanceof Action.Conjunction);
        for (Action action : actions) {
            if (any && !(action instanceof Action.Conjunction) && !(action instanceof Action.Note)) {
                throw new FlowException(
                        "\"conjunction\" actions may be used along with \"note\" but not any other kind of"
                                + " action (such as the \"" + ActionText.name(action) + "\" action used here)");
            }
        }
    }

    private static void refuseConnectionFields(Action action) {
        boolean connection = action instanceof Action.SetField set && Fields.isOfConnections(set.field())
                || action instanceof Action.Load load
                        && Fields.isOfConnections(load.target().field());
        if (connection) {
            throw new FlowException("cannot set CT fields outside of ct action");
        }
    }

    private void take(String key, String value) {
        String name = key.toLowerCase(Locale.ROOT);
        if (UNSIMULATED.contains(name)) {
            throw new FlowException("the action " + name + " is not simulated in this lab");
        }
        Optional<Action> extension = ExtensionReader.read(name, value, ports);
        if (extension.isPresent()) {
            actions.add(extension.get());
            return;
        }
        if (!takeVlan(name, value) && !takeHeader(name, value) && !takeFlow(name, value) && !takeField(name, value)) {
            OptionalInt port = ports.read(key);
            if (port.isEmpty()) {
                throw new FlowException("unknown action " + key);
            }
            output(port.getAsInt());
        }
    }

    private void output(int port) {
        actions.add(port == PortNames.CONTROLLER ? new Action.Controller(MOST_LENGTH) : new Action.Output(port));
    }

    private boolean takeVlan(String name, String value) {
        switch (name) {
            case "mod_vlan_vid", "set_vlan_vid" -> actions.add(new Action.SetVlanId(vlanId(value)));
            case "mod_vlan_pcp", "set_vlan_pcp" -> {
                int priority = u8(value, "VLAN priority");
                if (priority >>> 3 != 0) {
                    throw new FlowException(value + ": not a valid VLAN PCP");
                }
                actions.add(new Action.SetVlanPriority(priority));
            }
            case "strip_vlan", "pop_vlan" -> actions.add(new Action.StripVlan(name.equals("pop_vlan")));
            case "push_vlan" -> {
                int type = u16(value, "ethertype");
                if (type != 0x8100 && type != 0x88a8) {
                    throw new FlowException(value + ": not a valid VLAN ethertype");
                }
                needsLater = true;
                actions.add(new Action.PushVlan(type));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static int vlanId(String value) {
        int id = u16(value, "VLAN VID");
        if (id >>> 12 != 0) {
            throw new FlowException(value + ": not a valid VLAN VID");
        }
        return id;
    }

    private boolean takeHeader(String name, String value) {
        switch (name) {
            case "mod_dl_src" -> actions.add(new Action.Modify(Fields.ETH_SRC, mac(value)));
            case "mod_dl_dst" -> actions.add(new Action.Modify(Fields.ETH_DST, mac(value)));
            case "mod_nw_src" -> actions.add(new Action.Modify(Fields.IP_SRC, address(value)));
            case "mod_nw_dst" -> actions.add(new Action.Modify(Fields.IP_DST, address(value)));
            case "mod_nw_tos" -> {
                int tos = u8(value, "TOS");
                if ((tos & 3) != 0) {
                    throw new FlowException(tos + ": not a valid TOS");
                }
                actions.add(new Action.Modify(Fields.NW_TOS, tos));
            }
            case "mod_nw_ecn" -> actions.add(new Action.Modify(Fields.NW_ECN, u8(value, "ECN")));
            case "mod_nw_ttl", "set_nw_ttl" -> actions.add(new Action.Modify(Fields.NW_TTL, u8(value, "TTL")));
            case "mod_tp_src" -> actions.add(new Action.ModifyPort(true, u16(value, "source port")));
            case "mod_tp_dst" -> actions.add(new Action.ModifyPort(false, u16(value, "destination port")));
            case "dec_ttl" -> actions.add(new Action.DecrementTtl());
            case "set_tunnel", "set_tunnel64" -> {
                long id = u64(value);
                actions.add(new Action.SetTunnel(id, name.equals("set_tunnel64") || id >>> 32 != 0));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static long mac(String value) {
        return MacAddress.parse(value)
                .orElseThrow(() -> new FlowException("invalid mac address " + value))
                .bits();
    }

    private static long address(String value) {
        return FieldText.read(Fields.IP_SRC, value, PortNames.NUMBERS).value();
    }

    private boolean takeFlow(String name, String value) {
        switch (name) {
            case "output" -> takeOutput(value);
            case "controller" -> actions.add(new Action.Controller(controllerLength(value)));
            case "resubmit" -> actions.add(resubmit(value));
            case "goto_table" ->
                actions.add(new Action.GotoTable(
                        table(value).orElseThrow(() -> new FlowException("unknown table \"" + value + "\""))));
            case "learn" -> actions.add(new Action.Learn(new LearnReader(value, ports).read()));
            case "note" -> actions.add(new Action.Note(octets(value)));
            case "exit" -> actions.add(new Action.Exit());
            default -> {
                return false;
            }
        }
        return true;
    }

    private void takeOutput(String value) {
        OptionalInt port = ports.read(value);
        if (port.isPresent()) {
            output(port.getAsInt());
            return;
        }
        try {
            actions.add(new Action.OutputField(Subfield.read(value)));
        } catch (FlowException noField) {
            throw new FlowException(value + ": output to unknown port");
        }
    }

    private static int controllerLength(String value) {
        if (value.isEmpty()) {
            return MOST_LENGTH;
        }
        for (KeyValues.Entry entry : KeyValues.read(value)) {
            if (entry.key().equals("max_len")) {
                return u16(entry.value(), "max_len");
            }
            if (entry.value().isEmpty()) {
                return u16(entry.key(), "max_len");
            }
        }
        return MOST_LENGTH;
    }

    private Action resubmit(String value) {
        String[] words = value.split(",", -1);
        int port = PortNames.IN_PORT;
        if (!words[0].isEmpty()) {
            port = ports.read(words[0]).orElseThrow(() -> new FlowException(words[0] + ": resubmit to unknown port"));
        }
        int table = ANY_TABLE;
        if (words.length > 1 && !words[1].isEmpty()) {
            table = table(words[1]).orElseThrow(() -> new FlowException(words[1] + ": resubmit to unknown table"));
        }
        if (port == PortNames.IN_PORT && table == ANY_TABLE) {
            throw new FlowException("at least one \"in_port\" or \"table\" must be specified on resubmit");
        }
        return new Action.Resubmit(port, table);
    }

    private static List<Integer> octets(String value) {
        List<Integer> octets = new ArrayList<>();
        for (String word : value.split("[. ]")) {
            try {
                octets.add(Integer.parseInt(word, 16) % OCTET);
            } catch (NumberFormatException bad) {
                throw new FlowException("bad hex digit in `note' argument");
            }
        }
        while (octets.size() % 8 != 6) {
            octets.add(0);
        }
        return List.copyOf(octets);
    }

    private boolean takeField(String name, String value) {
        switch (name) {
            case "set_field" -> actions.add(setField(value));
            case "load" -> actions.add(load(value));
            case "move" -> {
                int arrow = arrow(value, "move");
                Subfield source = Subfield.read(value.substring(0, arrow));
                Subfield target = Subfield.read(value.substring(arrow + 2));
                if (source.bits() != target.bits()) {
                    throw new FlowException(value + ": source field is " + source.bits()
                            + " bits wide but destination is " + target.bits() + " bits wide");
                }
                actions.add(new Action.Move(source, target));
            }
            case "push" -> actions.add(new Action.Push(Subfield.read(value)));
            case "pop" -> actions.add(new Action.Pop(Subfield.read(value)));
            case "write_metadata" -> {
                int slash = value.indexOf('/');
                long mask = slash < 0 ? -1L : u64(value.substring(slash + 1));
                actions.add(new Action.WriteMetadata(u64(slash < 0 ? value : value.substring(0, slash)), mask));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static int arrow(String value, String name) {
        int arrow = value.indexOf("->");
        if (arrow < 0) {
            throw new FlowException(value + ": missing `->'");
        }
        if (arrow == 0) {
            throw new FlowException(name + ": missing source before `->' in `" + value + "'");
        }
        return arrow;
    }

    private Action setField(String text) {
        int arrow = text.indexOf("->");
        if (arrow < 0) {
            throw new FlowException(text + ": missing `->'");
        }
        String key = text.substring(arrow + 2);
        Field field = Fields.byName(key).orElseThrow(() -> new FlowException(key + " is not a valid OXM field name"));
        if (!field.writable()) {
            throw new FlowException(key + " is read-only");
        }
        FieldText.Masked masked = FieldText.read(field, text.substring(0, arrow), ports);
        needsLater |= field.header().isEmpty() && field != Fields.VLAN_PCP && field != Fields.IP_DSCP;
        return new Action.SetField(field, masked.value(), masked.mask());
    }

    private static Action load(String text) {
        int arrow = arrow(text, "load");
        Subfield target = Subfield.read(text.substring(arrow + 2));
        if (!target.field().writable()) {
            throw new FlowException(target.field().name() + " is read-only");
        }
        try {
            long value = FieldText.unsigned(text.substring(0, arrow));
            if ((value & ~target.field().mask()) != 0) {
                throw new FlowException(text + ": cannot parse integer value");
            }
            if ((value & ~target.mask()) != 0) {
                throw new FlowException(text + ": value "
                        + String.format(Locale.ROOT, "%0" + 2 * target.field().bytes() + "x", value)
                        + " does not fit into " + target.bits() + " bits");
            }
            return new Action.Load(target, value);
        } catch (NumberFormatException bad) {
            throw new FlowException(text + ": cannot parse integer value");
        }
    }

    private static int u8(String value, String what) {
        return number(value, what, 0xff);
    }

    private static int u16(String value, String what) {
        return number(value, what, 0xffff);
    }

    /** {@code str_to_u16}. */
    private static int number(String value, String what, int most) {
        try {
            long number = FieldText.unsigned(value);
            if (number >= 0 && number <= most) {
                return (int) number;
            }
        } catch (NumberFormatException bad) {
            throw new FlowException("invalid " + what + " \"" + value + "\"");
        }
        throw new FlowException("invalid " + what + " \"" + value + "\"");
    }

    private static long u64(String value) {
        if (value.isEmpty()) {
            throw new FlowException("missing required numeric argument");
        }
        try {
            return FieldText.unsigned(value);
        } catch (NumberFormatException bad) {
            throw new FlowException("invalid numeric format " + value);
        }
    }
}
