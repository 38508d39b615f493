package dev.vethlab.addr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is accepted was asked of glibc 2.36 and iproute2 6.1. */
class Ipv4TextTest {

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "10.1.1.2", "255.255.255.255"})
    void aDottedQuadIsReadAsItIsWritten(String text) {
        assertThat(Ipv4Address.parse(text).map(Ipv4Address::toString)).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2.3",
                "1.2.3.",
                ".1.2.3",
                "1..2.3",
                "1.2.3.4.5",
                "1.2.3.4 ",
                " 1.2.3.4",
                "01.2.3.4",
                "1.2.3.00",
                "1.2.3.256",
                "1.2.3.0x4",
                "1.2.3.-4",
                "1.2.3.+4",
                "1.2.3.99999999999",
                "a.b.c.d",
                "1.2.3.٤"
            })
    void aDottedQuadIsNothingElse(String text) {
        assertThat(Ipv4Address.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "1.2.3.4,1.2.3.4",
                "1.2.3,1.2.0.3",
                "1.2,1.0.0.2",
                "1,0.0.0.1",
                "0x0a.010.1.1,10.8.1.1",
                "1.2.3.4 ,1.2.3.4",
                "1.2.3.4 foo,1.2.3.4",
                "010.1,8.0.0.1",
                "4294967295,255.255.255.255",
                "1.16777215,1.255.255.255",
                "1.2.65535,1.2.255.255",
                "0xff.0XFF.0xff.0xff,255.255.255.255"
            })
    void inetAtonTakesOneToFourNumbers(String text, String address) {
        assertThat(Ipv4Address.parseInetAton(text).map(Ipv4Address::toString)).contains(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.2.3.256",
                " 1.2.3.4",
                "1.2.3.4x",
                "08.1",
                "0x.1",
                "0x",
                "1..2",
                "1.",
                "4294967296",
                "1.16777216",
                "256.1",
                "-1",
                "+1",
                "1.2.65536",
                "1.2.3.4.5",
                "1.2.3.0x1g",
                "99999999999999999999"
            })
    void inetAtonRefusesTheRest(String text) {
        assertThat(Ipv4Address.parseInetAton(text)).isEmpty();
    }

    @Test
    void nothingMayFollowAnExactAddress() {
        assertThat(Ipv4Address.parseInetAton("1.2.3.4\tx")).isPresent();
        assertThat(Ipv4Address.parseInetAtonExact("1.2.3.4\tx")).isEmpty();
        assertThat(Ipv4Address.parseInetAtonExact("1.2")).contains(Ipv4Address.of(1, 0, 0, 2));
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "10,10.0.0.0",
                "10.1,10.1.0.0",
                "10.1.2,10.1.2.0",
                "10.1.2.3,10.1.2.3",
                "0x0a.010.1.1,10.8.1.1",
                " 10.2.2.2,10.2.2.2",
                "+1. 2.-0,1.2.0.0",
                "-18446744073709551615,1.0.0.0"
            })
    void iproute2FillsUpWithZeros(String text, String address) {
        assertThat(Ipv4Address.parseIproute2(text).map(Ipv4Address::toString)).contains(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10.", "300", "1.2.3.4.5", "1.2.3.4 ", "-1", "default", "1.2.x", "0x", "99999999999999999999"
            })
    void iproute2RefusesTheRest(String text) {
        assertThat(Ipv4Address.parseIproute2(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10.1,10.1.0.0,32,false,true",
        "10.1/16,10.1.0.0,16,true,true",
        "0x0a.010.1.1/24,10.8.1.1,24,true,true",
        "10.1.1.1/255.255.255.0,10.1.1.1,24,true,true",
        "10.1.1.1/0x18,10.1.1.1,24,true,true",
        "10.1.1.1/030,10.1.1.1,24,true,true",
        "10.1.1.1/any,10.1.1.1,0,true,true",
        "10.1.1.1/0.0.0.0,10.1.1.1,0,true,true",
        "10.5.5.5/255.255,10.5.5.5,16,true,true",
        "default,0.0.0.0,0,true,true",
        "any,0.0.0.0,0,false,false",
        "all,0.0.0.0,0,false,false",
        "0.0.0.0/0,0.0.0.0,0,true,true",
    })
    void aPrefixKeepsItsHostBits(String text, String address, int length, boolean lengthGiven, boolean addressGiven) {
        assertThat(InetPrefix.parse(text))
                .contains(new InetPrefix(Ipv4Address.parse(address).orElseThrow(), length, lengthGiven, addressGiven));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.1.1/255.0.255.0",
                "10.1.1.1/",
                "10.3.3.3/33",
                "10.3.3.3/-1",
                "10.3.3.3/255",
                "any/8",
                "default/0",
                "1.2.3.4.5",
                "10./8",
                "300",
                "/8",
                "",
                "10.0.0.0/8/8",
                "10.1.1.1/0.0.0.255"
            })
    void aPrefixIsNothingElse(String text) {
        assertThat(InetPrefix.parse(text)).isEmpty();
    }

    @Test
    void theNetworkOfAnAddressHasNoHostBits() {
        assertThat(InetPrefix.parse("10.1.1.3/24").map(InetPrefix::network).map(Ipv4Prefix::toString))
                .isEqualTo(Optional.of("10.1.1.0/24"));
    }
}
