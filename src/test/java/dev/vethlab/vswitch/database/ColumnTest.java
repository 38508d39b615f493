package dev.vethlab.vswitch.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ColumnTest {

    private static String again(String table, String column, String text) {
        Column known = Schema.columnNamed(table, column);
        return known.read(text).write(known);
    }

    @Test
    void valuesAreWrittenSoThatTheyCanBeReadAgain() {
        assertThat(again("Port", "tag", "7")).isEqualTo("7");
        assertThat(again("Port", "trunks", "20,10")).isEqualTo("[10, 20]");
        assertThat(again("Port", "trunks", "[3-5]")).isEqualTo("[3, 4, 5]");
        assertThat(again("Interface", "options", "peer=x,remote_ip=10.0.0.1"))
                .isEqualTo("{peer=x, remote_ip=\"10.0.0.1\"}");
        assertThat(again("Interface", "type", "\"\"")).isEqualTo("\"\"");
        assertThat(again("Bridge", "fail_mode", "[]")).isEqualTo("[]");
    }

    @Test
    void whatIsNotAllowedIsRefused() {
        assertThatThrownBy(() -> again("Port", "tag", "5000"))
                .hasMessage("constraint violation: 5000 is not in the valid range 0 to 4095 (inclusive)");
        assertThatThrownBy(() -> again("Port", "vlan_mode", "nonsense"))
                .hasMessage("constraint violation: nonsense is not one of the allowed values ([access, dot1q-tunnel, "
                        + "native-tagged, native-untagged, trunk])");
        assertThatThrownBy(() -> again("Port", "tag", "x")).hasMessage("\"x\" is not a valid integer or range");
    }

    @Test
    void namesMayBeCutShortAndWrittenWithDashes() {
        assertThat(Schema.tableNamed("open")).isEqualTo("Open_vSwitch");
        assertThat(Schema.columnNamed("Bridge", "other-config").name()).isEqualTo("other_config");
        assertThatThrownBy(() -> Schema.columnNamed("Port", "bond"))
                .hasMessage("Port contains more than one column whose name matches \"bond\"");
        assertThatThrownBy(() -> Schema.tableNamed("nosuch")).hasMessage("unknown table \"nosuch\"");
    }
}
