package dev.vethlab.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Somebody who has never seen the page, and goes by the words on its buttons. */
class NewcomerTest extends PageOnScreen {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void theReasonOfTheFirstLostPacketIsThreeClicksAway() {
        long begin = System.nanoTime();
        browser.visit("/");
        browser.press("Open");
        browser.waitFor(".chip");
        browser.press("Ping");
        browser.waitFor("dialog");
        browser.click("dialog .primary");
        browser.waitForText(".why", "accept_local is off on veth1");
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);

        assertThat(browser.text("dialog")).isEmpty();
        assertThat(browser.text(".packets tr[aria-selected=true]")).contains("ignored");
        assertThat(taken).isLessThan(MINUTE);
        SEEN.info("a newcomer sees the reason after 3 clicks and {} s", taken.toMillis() / 1e3);
    }
}
