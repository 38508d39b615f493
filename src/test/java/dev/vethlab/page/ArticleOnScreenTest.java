package dev.vethlab.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The article, from the start to the reply on {@code lo}, with nothing but the page. */
class ArticleOnScreenTest extends PageOnScreen {

    @Test
    void thePingFailsItsReasonIsReadTheSettingsAreChangedAndTheReplyIsOnLo() {
        browser.openLab("veth-one-host");
        browser.screenshot("lab");
        browser.click("#do-ping");
        assertThat(browser.run("return document.querySelector('#dialog-destination').value"))
                .isEqualTo("10.1.1.3");
        browser.screenshot("ping-dialog");
        browser.click("dialog .primary");

        browser.waitForText(".why", "10.1.1.2 is an address of this host and accept_local is off on veth1");
        browser.waitForText(".terminal", "100% packet loss");
        browser.waitFor(".bubble[visibility=visible]");
        browser.screenshot("refused");

        browser.click("[data-sysctl='net.ipv4.conf.veth1.accept_local']");
        browser.click(".inline .primary");
        browser.waitForText(".why", "rp_filter is strict");
        browser.screenshot("refused-again");
        browser.waitForText(".terminal", "net.ipv4.conf.veth1.accept_local = 1");

        browser.command("sysctl -w net.ipv4.conf.all.rp_filter=0");
        browser.waitForText(".terminal", "net.ipv4.conf.all.rp_filter = 0");
        browser.command("sysctl -w net.ipv4.conf.veth1.rp_filter=0");
        browser.waitForText(".terminal", "net.ipv4.conf.veth1.rp_filter = 0");
        browser.click(".screen:not([hidden]) .xterm-screen");
        browser.type(Keys.ARROW_UP, Keys.ARROW_UP, Keys.ARROW_UP, Keys.ENTER);

        browser.waitForText(".terminal", "2 received, 0% packet loss");
        browser.waitForText(".packets tr[aria-selected=true]", "echo reply");
        assertThat(browser.text(".packets tr[aria-selected=true]")).contains("lo");
        assertThat(browser.text(".why")).contains("table local has local 10.1.1.2/32");
        browser.click("#tab-ladder");
        browser.waitFor(".rung.chosen");
        browser.screenshot("reply-on-lo");
    }

    @Test
    void theTourLeadsThereByItself() {
        browser.visit("/");
        browser.click("#tour-button");
        browser.waitForText(".tour", "One host, one pair");
        browser.screenshot("tour");
        browser.click("#tour-next");
        browser.waitForText(".tour", "2 of 7");
        browser.click("#tour-next");
        browser.waitForText(".tour", "3 of 7");
        assertThat(browser.text(".packets tr[aria-selected=true]")).contains("veth1", "ignored");
        browser.click("#tour-next");
        browser.waitForText(".tour", "4 of 7");
        browser.screenshot("tour-why");
        browser.click("#tour-next");
        browser.waitForText(".tour", "5 of 7");
        assertThat(browser.text(".why")).contains("rp_filter is strict");
        browser.click("#tour-next");
        browser.waitForText(".tour", "6 of 7");
        browser.click("#tour-next");
        browser.waitForText(".tour", "The reply is on lo");
        assertThat(browser.text(".why")).contains("ICMP echo reply", "host/lo");
        browser.click("#tour-next");
        assertThat(browser.shows(".tour")).isFalse();
    }

    @Test
    void theDiagnosisFindsTheCureAndAppliesIt() {
        browser.openLab("router");
        browser.click("[data-terminal=alice]");
        browser.command("ping -c 1 192.168.20.2");
        browser.click("#diagnose");
        browser.waitForText(".diagnose", "Tried, and it works");
        browser.screenshot("diagnosis");
        browser.click(".apply-fix");
        browser.waitForText(".screens .screen:not([hidden])", "1 received, 0% packet loss");
    }
}
