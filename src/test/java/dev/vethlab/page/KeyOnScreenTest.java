package dev.vethlab.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.VethlabApplication;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;

/** The page of a service that asks for keys: it asks once, and everything works from then on. */
class KeyOnScreenTest {

    /** {@code printf %s the-key-of-ann | sha256sum}. */
    private static final String SHA256 = "8af0254f7f09ed2950bff1b2a9956bee008019cd91e242ea17081664eacd65b7";

    @Test
    void thePageAsksForTheKeyOnceAndKnowsItForEventsAndDownloads() {
        var service = SpringApplication.run(
                VethlabApplication.class,
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--vethlab.security.keys[0].id=ann",
                "--vethlab.security.keys[0].sha256=" + SHA256);
        int port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        try (service;
                Browser browser = Browser.open(port)) {
            browser.visit("/");
            browser.waitForText("dialog", "A key is needed");
            browser.fill("#key", "not-the-key");
            browser.click("dialog button[type=submit]");
            browser.waitForText("dialog", "This key is not known");
            browser.fill("#key", "the-key-of-ann");
            browser.click("dialog button[type=submit]");
            browser.waitFor("#empty-lab");

            browser.openLab("veth-one-host");
            browser.command("ip netns add later");
            browser.waitForText("body", "later");
            Object download = browser.runAsync(
                    "fetch(document.querySelector('a[download=\"lab.sh\"]').href).then((answer) => arguments[0](answer.status))");

            assertThat(download).isEqualTo(200L);
            assertThat(browser.shows("dialog")).isFalse();
        }
    }
}
