package dev.vethlab.addr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv6AddressTest {

    @ParameterizedTest
    @CsvSource({
        "::,::",
        "::1,::1",
        "0:0:0:0:0:0:0:1,::1",
        "fd00::,fd00::",
        "2001:DB8:0:0:1:0:0:1,2001:db8::1:0:0:1",
        "1:0:2:0:3:0:4:0,1:0:2:0:3:0:4:0",
        "fe80::0200:ff:fe00:1,fe80::200:ff:fe00:1",
        "::ffff:10.0.0.1,::ffff:10.0.0.1",
        "1::2:3:4:5:6:7,1:0:2:3:4:5:6:7",
    })
    void anAddressIsWrittenInItsShortestForm(String text, String shortest) {
        assertThat(Ipv6Address.parse(text)).map(Ipv6Address::toString).hasValue(shortest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":::",
                "1",
                "1:2:3:4:5:6:7",
                "1::2::3",
                "1:2:3:4:5:6:7:8:9",
                "12345::",
                "g::",
                "::1.2.3",
                "10.0.0.1",
                "1:",
                "::1/64"
            })
    void whatIsNoneIsNotRead(String text) {
        assertThat(Ipv6Address.parse(text)).isEmpty();
    }

    @Test
    void aPrefixHasALengthOfAtMost128Bits() {
        assertThat(Ipv6Address.isPrefix("fd00::/64")).isTrue();
        assertThat(Ipv6Address.isPrefix("fd00::")).isTrue();
        assertThat(Ipv6Address.isPrefix("fd00::/129")).isFalse();
        assertThat(Ipv6Address.isPrefix("fd00::/")).isFalse();
    }

    @Test
    void linksAndGroupsAreToldByTheFirstBits() {
        assertThat(Ipv6Address.parse("febf::1").orElseThrow().isLinkLocal()).isTrue();
        assertThat(Ipv6Address.parse("fec0::1").orElseThrow().isLinkLocal()).isFalse();
        assertThat(Ipv6Address.parse("ff02::1").orElseThrow().isMulticast()).isTrue();
    }
}
