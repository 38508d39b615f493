package dev.vethlab.addr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is accepted was asked of iproute2 6.1. */
class LinkLayerTextTest {

    @ParameterizedTest
    @CsvSource({
        "02:00:5e:00:00:01,02:00:5e:00:00:01",
        "2:0:5E:0:0:1,02:00:5e:00:00:01",
        "02:00:5e:00:00:0x1,02:00:5e:00:00:01",
        "02:00:5e:00:00:1g,02:00:5e:00:00:01",
        "2:0:5e:0:0:+1,02:00:5e:00:00:01",
        "2:0:5e:0:0: 1,02:00:5e:00:00:01",
        "2:0:5e:0:0:0x,02:00:5e:00:00:00",
        "2:0:5e:0:0:-0,02:00:5e:00:00:00",
        "2:0:5e:0:0:100000001,02:00:5e:00:00:01",
    })
    void sixHexadecimalOctetsAreAMacAddress(String text, String address) {
        assertThat(MacAddress.parse(text).map(MacAddress::toString)).contains(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "02:00:5e:00:00",
                "02:00:5e:00:00:01:02",
                "02:00:5e:00:00:zz",
                "2:0:5e:0:0:",
                "2:0:5e:0:0:100",
                "2:0:5e:0:0:-1",
                "10.1",
                "02-00-5e-00-00-01"
            })
    void otherTextsAreNot(String text) {
        assertThat(MacAddress.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "02:00:5e:00:00:zz,zz",
        "2:0:5e:0:0:,''",
        "2:100:zz,100",
        "10.x,10.x",
        "1:ffffffffffffffffff,ffffffffffffffffff"
    })
    void theInvalidPartIsTheOctetThatCannotBeRead(String text, String part) {
        LinkLayerText read = LinkLayerText.read(text, 32);
        assertThat(read.invalid()).contains(part);
        assertThat(read.octets()).isEmpty();
    }

    @Test
    void otherNumbersOfOctetsAreReadToo() {
        assertThat(LinkLayerText.read("02:00:5e:00:00", 32).octets()).hasSize(5);
        assertThat(LinkLayerText.read("10.1", 32).octets()).isEqualTo(List.of(10, 1, 0, 0));
        assertThat(LinkLayerText.read("1:2:3:4", 2).octets()).isEqualTo(List.of(1, 2));
    }
}
