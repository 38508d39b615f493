package dev.vethlab.vswitch;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.vswitch.database.Datum;
import dev.vethlab.vswitch.flow.FieldText;
import dev.vethlab.vswitch.ofproto.PortType;
import dev.vethlab.vswitch.ofproto.TunnelConfig;
import java.util.Optional;
import java.util.OptionalLong;

/** The options of a tunnel port ({@code set_tunnel_config}, lib/netdev-vport.c). */
final class TunnelOptions {

    /** Options that make no tunnel, with what the database tells of it. */
    static final class Invalid extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String why;

        Invalid(String why) {
            super(why);
            this.why = why;
        }

        String why() {
            return why;
        }
    }

    private static final int VXLAN_PORT = 4789;
    private static final int TTL = 64;
    private static final String FLOW = "flow";

    private TunnelOptions() {}

    static TunnelConfig read(String name, PortType type, Datum options) {
        Optional<Ipv4Address> remote =
                options.value("remote_ip").filter(text -> !text.equals(FLOW)).flatMap(Ipv4Address::parse);
        boolean remoteByFlow = options.value("remote_ip").map(FLOW::equals).orElse(false);
        if (remote.isEmpty() && !remoteByFlow) {
            throw new Invalid(name + ": " + type.word() + " type requires valid 'remote_ip' argument\n"
                    + "could not set configuration (Invalid argument)");
        }
        boolean localByFlow = options.value("local_ip").map(FLOW::equals).orElse(false);
        Optional<Ipv4Address> local = options.value("local_ip").flatMap(Ipv4Address::parse);
        return new TunnelConfig(
                localByFlow ? Optional.empty() : Optional.of(local.orElse(Ipv4Address.ANY)),
                remote,
                key(options, "in_key"),
                key(options, "out_key"),
                options.value("key").isPresent() || options.value("out_key").isPresent(),
                type == PortType.GRE ? 0 : number(options, "dst_port", VXLAN_PORT),
                number(options, "tos", 0),
                number(options, "ttl", TTL),
                !options.value("df_default").map("false"::equals).orElse(false));
    }

    /** {@code parse_key}: a number, or a flow says it. */
    private static OptionalLong key(Datum options, String name) {
        String text = options.value(name).or(() -> options.value("key")).orElse("0");
        if (text.equals(FLOW)) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(FieldText.unsigned(text));
        } catch (NumberFormatException bad) {
            return OptionalLong.of(0);
        }
    }

    private static int number(Datum options, String name, int usual) {
        String text = options.value(name).orElse("");
        if (text.equals("inherit")) {
            return -1;
        }
        try {
            return text.isEmpty() ? usual : (int) FieldText.unsigned(text);
        } catch (NumberFormatException bad) {
            return usual;
        }
    }
}
