package dev.vethlab.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** On every screen, for everybody, with many hosts, and in step. */
class AppearanceTest extends PageOnScreen {

    @Test
    void nobodyIsShutOut() throws IOException {
        String axe = new String(
                AppearanceTest.class.getResourceAsStream("axe/axe.min.js").readAllBytes(), StandardCharsets.UTF_8);
        for (boolean dark : List.of(false, true)) {
            browser.dark(dark);
            browser.visit("/");
            browser.waitFor(".card");
            browser.screenshot(dark ? "start-dark" : "start");
            assertThat(faults(axe)).isEmpty();
            browser.openLab("veth-one-host");
            browser.command("ping -I veth0 -c 1 10.1.1.3");
            browser.waitForText(".why", "accept_local");
            browser.waitFor(".bubble[visibility=visible]");
            browser.screenshot(dark ? "refused-dark" : "refused-light");
            assertThat(faults(axe)).isEmpty();
            browser.click("#tab-ladder");
            browser.click("#tab-details");
            browser.waitFor(".bytes");
            assertThat(faults(axe)).isEmpty();
            browser.click("#tab-settings");
            browser.waitFor(".sysctls tbody tr");
            browser.screenshot(dark ? "settings-dark" : "settings-light");
            assertThat(faults(axe)).isEmpty();
            browser.click("#do-ping");
            assertThat(faults(axe)).isEmpty();
        }
    }

    @Test
    void everythingFitsATelephone() {
        browser.size(390, 800);
        browser.visit("/");
        browser.waitFor(".card");
        browser.screenshot("phone-start");
        assertThat(overflow()).isZero();
        browser.openLab("two-namespaces");
        browser.screenshot("phone-lab");
        browser.click("[data-terminal=red]");
        browser.command("ping -c 1 10.1.1.3");
        browser.waitForText(".why", "echo reply");
        assertThat(overflow()).isZero();
        browser.run("document.querySelector('.packets').scrollIntoView()");
        browser.screenshot("phone-packets");
    }

    @Test
    void twoPagesOfOneLabAreInStep() {
        String address = browser.openLab("two-namespaces");
        try (Browser other = Browser.open(port)) {
            other.visit(address.substring(address.indexOf("/#")));
            other.waitFor(".chip");
            browser.command("ip netns add green");
            other.waitFor("[data-namespace=green]");
            browser.click("[data-terminal=red]");
            browser.command("ping -c 1 10.1.1.3");
            other.waitUntil("document.querySelectorAll('.packets tbody tr').length === 8");
            other.waitForText(".player-label", " of 4");
            other.click("#undo");
            browser.waitUntil("document.querySelectorAll('.packets tbody tr').length === 0");
            other.assertClean();
        }
    }

    @Test
    void aLabOfTwoHundredHostsIsMovedAndPlayedSmoothly() {
        StringBuilder script = new StringBuilder("ip netns add sw\n");
        for (int host = 1; host < 200; host++) {
            script.append("ip netns add h%1$d\nip link add eth0 netns h%1$d type veth peer name p%1$d netns sw\n"
                            .formatted(host))
                    .append("ip -n sw link set p%1$d up\nip -n sw addr add 10.0.%1$d.1/24 dev p%1$d\n".formatted(host))
                    .append("ip -n h%1$d addr add 10.0.%1$d.2/24 dev eth0\nip -n h%1$d link set eth0 up\n"
                            .formatted(host))
                    .append("ip -n h%1$d route add default via 10.0.%1$d.1\n".formatted(host));
        }
        script.append("ip netns exec sw sysctl -w net.ipv4.ip_forward=1\n");
        browser.visit("/");
        String lab = String.valueOf(browser.runAsync("""
                const [script, done] = arguments;
                const json = { 'Content-Type': 'application/json' };
                fetch('/api/v1/labs', { method: 'POST', headers: json, body: '{"name": "200 hosts"}' })
                    .then(answer => answer.json())
                    .then(lab => fetch(`/api/v1/labs/${lab.id}/commands`, { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: script })
                        .then(() => done(lab.id)))
                """, script.toString()));
        browser.visit("/#/labs/" + lab);
        browser.waitUntil("document.querySelectorAll('.box').length === 201");
        browser.waitForText(".terminal", "root@host");

        Map<?, ?> panning = frames("""
                if (n === 0) fire('pointerdown', 300, 300);
                fire(n === 59 ? 'pointerup' : 'pointermove', 300 + 3 * n, 300 + n);
                """);
        browser.fill("select[aria-label=Speed]", "0.25");
        browser.click("#do-ping");
        browser.fill("#dialog-from", "h3");
        browser.fill("#dialog-destination", "10.0.150.2");
        browser.click("dialog .primary");
        browser.waitFor("button[aria-label=Pause]");
        Map<?, ?> playing = frames("");
        browser.screenshot("two-hundred-hosts");

        SEEN.info("frames with 200 hosts, in ms: panning {}, playing {}", panning, playing);
        assertThat(((Number) panning.get("median")).doubleValue()).isLessThan(50);
        assertThat(((Number) playing.get("median")).doubleValue()).isLessThan(50);
    }

    /** The times between sixty frames while something is done in each. */
    private Map<?, ?> frames(String action) {
        return (Map<?, ?>) browser.runAsync("""
                const done = arguments[0];
                const picture = document.querySelector('.topology');
                const fire = (type, x, y) => picture.dispatchEvent(
                    new PointerEvent(type, { bubbles: true, pointerId: 1, button: 0, clientX: x, clientY: y }));
                const times = [];
                let last = performance.now();
                let n = 0;
                const tick = now => {
                    times.push(now - last);
                    last = now;
                    %s
                    if (++n < 60) requestAnimationFrame(tick);
                    else {
                        times.sort((a, b) => a - b);
                        done({ median: times[30], p95: times[57], max: times[59] });
                    }
                };
                requestAnimationFrame(tick);
                """.formatted(action));
    }

    private long overflow() {
        return ((Number)
                        browser.run(
                                "return Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"))
                .longValue();
    }

    /** What axe-core finds that is serious or worse. */
    private List<?> faults(String axe) {
        return (List<?>) browser.runAsync(axe + """
                        ;const done = arguments[0];
                        axe.run(document, { resultTypes: ['violations'] }).then(found => done(found.violations
                            .filter(fault => ['serious', 'critical'].includes(fault.impact))
                            .map(fault => `${fault.id}: ${fault.nodes.slice(0, 3).map(node => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`).join(' | ')}`)))
                        """);
    }
}
