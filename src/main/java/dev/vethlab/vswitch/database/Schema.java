package dev.vethlab.vswitch.database;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of the database and their columns, by name (vswitchd/vswitch.ovsschema, version 8.3.1). */
public final class Schema {

    public static final String ROOT = "Open_vSwitch";
    public static final String BRIDGE = "Bridge";
    public static final String PORT = "Port";
    public static final String INTERFACE = "Interface";
    public static final String CONTROLLER = "Controller";
    public static final String MIRROR = "Mirror";
    public static final String QOS = "QoS";
    public static final String QUEUE = "Queue";

    private static final String VLAN_MODES = "access,dot1q-tunnel,native-tagged,native-untagged,trunk";
    private static final String PROTOCOLS = "OpenFlow10,OpenFlow11,OpenFlow12,OpenFlow13,OpenFlow14,OpenFlow15";
    private static final int VLAN = 4095;
    private static final int OFPORT = 65_279;

    private static final Map<String, Map<String, Column>> TABLES = new LinkedHashMap<>();

    static {
        table(
                ROOT,
                set("bridges", AtomType.UUID),
                one("cur_cfg", AtomType.INTEGER),
                set("datapath_types", AtomType.STRING),
                map("datapaths"),
                optional("db_version", AtomType.STRING),
                one("dpdk_initialized", AtomType.BOOLEAN),
                optional("dpdk_version", AtomType.STRING),
                map("external_ids"),
                set("iface_types", AtomType.STRING),
                set("manager_options", AtomType.UUID),
                one("next_cfg", AtomType.INTEGER),
                map("other_config"),
                optional("ovs_version", AtomType.STRING),
                optional("ssl", AtomType.UUID),
                map("statistics"),
                optional("system_type", AtomType.STRING),
                optional("system_version", AtomType.STRING));
        table(
                BRIDGE,
                optional("auto_attach", AtomType.UUID),
                set("controller", AtomType.UUID),
                optional("datapath_id", AtomType.STRING),
                one("datapath_type", AtomType.STRING),
                one("datapath_version", AtomType.STRING),
                map("external_ids"),
                choice("fail_mode", "secure,standalone"),
                vlans("flood_vlans"),
                map("flow_tables"),
                optional("ipfix", AtomType.UUID),
                one("mcast_snooping_enable", AtomType.BOOLEAN),
                set("mirrors", AtomType.UUID),
                one("name", AtomType.STRING),
                optional("netflow", AtomType.UUID),
                map("other_config"),
                set("ports", AtomType.UUID),
                choices("protocols", PROTOCOLS),
                one("rstp_enable", AtomType.BOOLEAN),
                map("rstp_status"),
                optional("sflow", AtomType.UUID),
                map("status"),
                one("stp_enable", AtomType.BOOLEAN));
        table(
                PORT,
                optional("bond_active_slave", AtomType.STRING),
                one("bond_downdelay", AtomType.INTEGER),
                one("bond_fake_iface", AtomType.BOOLEAN),
                choice("bond_mode", "active-backup,balance-slb,balance-tcp"),
                one("bond_updelay", AtomType.INTEGER),
                vlans("cvlans"),
                map("external_ids"),
                one("fake_bridge", AtomType.BOOLEAN),
                set("interfaces", AtomType.UUID),
                choice("lacp", "active,off,passive"),
                optional("mac", AtomType.STRING),
                one("name", AtomType.STRING),
                map("other_config"),
                one("protected", AtomType.BOOLEAN),
                optional("qos", AtomType.UUID),
                map("rstp_statistics"),
                map("rstp_status"),
                map("statistics"),
                map("status"),
                number("tag", 0, VLAN),
                vlans("trunks"),
                choice("vlan_mode", VLAN_MODES));
        tableOfInterfaces();
        tablesOfServices();
        table(
                CONTROLLER,
                choice("connection_mode", "in-band,out-of-band"),
                optional("controller_burst_limit", AtomType.INTEGER),
                optional("controller_queue_size", AtomType.INTEGER),
                optional("controller_rate_limit", AtomType.INTEGER),
                optional("enable_async_messages", AtomType.BOOLEAN),
                map("external_ids"),
                optional("inactivity_probe", AtomType.INTEGER),
                one("is_connected", AtomType.BOOLEAN),
                optional("local_gateway", AtomType.STRING),
                optional("local_ip", AtomType.STRING),
                optional("local_netmask", AtomType.STRING),
                optional("max_backoff", AtomType.INTEGER),
                map("other_config"),
                choice("role", "master,other,slave"),
                map("status"),
                one("target", AtomType.STRING),
                optional("type", AtomType.STRING));
    }

    private Schema() {}

    private static void tablesOfServices() {
        table(
                MIRROR,
                map("external_ids"),
                one("name", AtomType.STRING),
                optional("output_port", AtomType.UUID),
                number("output_vlan", 1, VLAN),
                one("select_all", AtomType.BOOLEAN),
                set("select_dst_port", AtomType.UUID),
                set("select_src_port", AtomType.UUID),
                vlans("select_vlan"),
                number("snaplen", 14, 65_535),
                map("statistics"));
        table(QOS, map("external_ids"), map("other_config"), map("queues"), one("type", AtomType.STRING));
        table(QUEUE, number("dscp", 0, 63), map("external_ids"), map("other_config"));
    }

    private static void tableOfInterfaces() {
        table(
                INTERFACE,
                choice("admin_state", "down,up"),
                map("bfd"),
                map("bfd_status"),
                optional("cfm_fault", AtomType.BOOLEAN),
                set("cfm_fault_status", AtomType.STRING),
                optional("cfm_flap_count", AtomType.INTEGER),
                optional("cfm_health", AtomType.INTEGER),
                optional("cfm_mpid", AtomType.INTEGER),
                set("cfm_remote_mpids", AtomType.INTEGER),
                choice("cfm_remote_opstate", "down,up"),
                choice("duplex", "full,half"),
                optional("error", AtomType.STRING),
                map("external_ids"),
                number("ifindex", 0, 0xffff_ffffL),
                one("ingress_policing_burst", AtomType.INTEGER),
                one("ingress_policing_kpkts_burst", AtomType.INTEGER),
                one("ingress_policing_kpkts_rate", AtomType.INTEGER),
                one("ingress_policing_rate", AtomType.INTEGER),
                optional("lacp_current", AtomType.BOOLEAN),
                optional("link_resets", AtomType.INTEGER),
                optional("link_speed", AtomType.INTEGER),
                choice("link_state", "down,up"),
                map("lldp"),
                optional("mac", AtomType.STRING),
                optional("mac_in_use", AtomType.STRING),
                optional("mtu", AtomType.INTEGER),
                number("mtu_request", 1, Long.MAX_VALUE),
                one("name", AtomType.STRING),
                optional("ofport", AtomType.INTEGER),
                number("ofport_request", 1, OFPORT),
                map("options"),
                map("other_config"),
                map("statistics"),
                map("status"),
                one("type", AtomType.STRING));
    }

    /** The tables in the order in which names are looked for. */
    static Map<String, Map<String, Column>> tables() {
        return TABLES;
    }

    private static void table(String name, Column... columns) {
        Map<String, Column> byName = new LinkedHashMap<>();
        for (Column column : columns) {
            byName.put(column.name(), column);
        }
        TABLES.put(name, byName);
    }

    private static Column one(String name, AtomType type) {
        return column(name, type, false, 1, 1, List.of());
    }

    private static Column optional(String name, AtomType type) {
        return column(name, type, false, 0, 1, List.of());
    }

    private static Column set(String name, AtomType type) {
        return column(name, type, false, 0, Integer.MAX_VALUE, List.of());
    }

    private static Column map(String name) {
        return column(name, AtomType.STRING, true, 0, Integer.MAX_VALUE, List.of());
    }

    private static Column choice(String name, String allowed) {
        return column(name, AtomType.STRING, false, 0, 1, List.of(allowed.split(",")));
    }

    private static Column choices(String name, String allowed) {
        return column(name, AtomType.STRING, false, 0, Integer.MAX_VALUE, List.of(allowed.split(",")));
    }

    private static Column number(String name, long lowest, long highest) {
        return new Column(name, AtomType.INTEGER, false, 0, 1, List.of(), lowest, highest);
    }

    private static Column vlans(String name) {
        return new Column(name, AtomType.INTEGER, false, 0, VLAN + 1, List.of(), 0, VLAN);
    }

    private static Column column(String name, AtomType type, boolean isMap, int least, int most, List<String> allowed) {
        return new Column(name, type, isMap, least, most, allowed, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** The columns of a table in order of name. */
    public static List<Column> columns(String table) {
        return new ArrayList<>(TABLES.getOrDefault(table, Map.of()).values());
    }

    /** The table that a word means: case does not matter, a unique beginning will do, and {@code -} is {@code _}. */
    public static String tableNamed(String word) {
        List<String> found = Names.matching(word, TABLES.keySet());
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new DatabaseException(
                (found.isEmpty() ? "unknown table \"" : "multiple table names match \"") + word + "\"");
    }

    /** The column that a word means. */
    public static Column columnNamed(String table, String word) {
        if (word.equals("_uuid")) {
            return column("_uuid", AtomType.UUID, false, 1, 1, List.of());
        }
        Map<String, Column> columns = TABLES.getOrDefault(table, Map.of());
        List<String> found = Names.matching(word, columns.keySet());
        Column column = found.size() == 1 ? columns.get(found.get(0)) : null;
        if (column == null) {
            throw new DatabaseException(
                    found.isEmpty()
                            ? table + " does not contain a column whose name matches \"" + word + "\""
                            : table + " contains more than one column whose name matches \"" + word + "\"");
        }
        return column;
    }
}
