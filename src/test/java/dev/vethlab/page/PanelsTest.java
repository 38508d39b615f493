package dev.vethlab.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Each panel does what it is there for. */
class PanelsTest extends PageOnScreen {

    @Test
    void aLabIsBuiltByHandAndAPingIsDragged() {
        browser.visit("/");
        browser.click("#empty-lab");
        browser.waitFor(".floating");
        browser.screenshot("empty-lab");
        for (String name : List.of("red", "blue")) {
            browser.click("#add-namespace");
            browser.fill("#dialog-name", name);
            browser.click("dialog .primary");
            browser.waitFor("[data-namespace=" + name + "]");
            browser.waitUntil("!document.querySelector('dialog')");
        }
        browser.click("#add-pair");
        browser.fill("#dialog-oneNamespace", "red");
        browser.fill("#dialog-oneAddress", "10.5.0.1/24");
        browser.fill("#dialog-otherNamespace", "blue");
        browser.click("dialog .primary");
        browser.waitFor("[data-place='blue/veth1']");
        browser.waitUntil("!document.querySelector('dialog')");
        browser.click("#add-address");
        browser.fill("#dialog-place", "blue/veth1");
        browser.fill("#dialog-address", "10.5.0.2/24");
        browser.screenshot("address-dialog");
        browser.click("dialog .primary");
        browser.waitForText("[data-place='blue/veth1']", "10.5.0.2/24");

        browser.drag("[data-place='red/veth0'] .pull", "[data-namespace=blue] .title");
        browser.waitForText(".screens .screen:not([hidden])", "2 received, 0% packet loss");
        browser.waitFor(".packet");
        browser.screenshot("dragged-ping");

        browser.click("#undo");
        browser.waitUntil("document.querySelectorAll('.packets tbody tr').length === 0");
        browser.click("#undo");
        browser.waitForText("[data-place='blue/veth1']", "no address");
        browser.click("#redo");
        browser.waitForText("[data-place='blue/veth1']", "10.5.0.2/24");
    }

    @Test
    void aBridgeTakesItsPortsByHand() {
        browser.openLab("two-namespaces");
        browser.command("ip link add p0 type dummy");
        browser.waitFor("[data-place='host/p0']");
        browser.click("#add-bridge");
        browser.fill("#dialog-name", "br7");
        browser.fill("#dialog-ports", "p0");
        browser.screenshot("bridge-dialog");
        browser.click("dialog .primary");
        browser.waitUntil("!document.querySelector('dialog')");
        browser.waitFor("[data-place='host/br7']");
        browser.waitForText(".terminal", "ip link set dev p0 master br7");
        browser.screenshot("bridge");
    }

    @Test
    void devicesOfManyKindsAreMadeByHand() {
        browser.openLab("two-namespaces");
        for (String kind : List.of("VLAN", "macvlan", "VXLAN", "tap", "VRF")) {
            browser.click("#add-device");
            browser.fill("#dialog-kind", kind);
            browser.fill("#dialog-namespace", "red");
            browser.fill("#dialog-name", "x" + kind);
            if (browser.shows("#dialog-lower")) {
                browser.fill("#dialog-lower", "veth0");
            }
            if (browser.shows("#dialog-remote")) {
                browser.fill("#dialog-remote", "10.1.1.3");
                browser.fill("#dialog-address", "10.9.0.1/24");
                browser.screenshot("device-dialog");
            }
            browser.click("dialog .primary");
            browser.waitFor("[data-place='red/x" + kind + "']");
            browser.waitUntil("!document.querySelector('dialog')");
        }
        browser.waitForText("[data-place='red/xVXLAN']", "10.9.0.1/24");
        browser.waitUntil("document.querySelectorAll('.link.stacked').length === 2");
        browser.screenshot("many-kinds");
    }

    @Test
    void boxesThatGrowStayApart() {
        browser.openLab("two-namespaces");
        for (int i = 0; i < 4; i++) {
            browser.command("ip link add type veth");
        }
        browser.waitFor("[data-place='host/veth7']");
        browser.waitUntil("""
                [...document.querySelectorAll('.box .frame')].map((box) => box.getBoundingClientRect()).every((one, at, all) =>
                    all.slice(at + 1).every((other) => one.right <= other.left || other.right <= one.left
                        || one.bottom <= other.top || other.bottom <= one.top))""");
    }

    @Test
    void aRefusalIsSaidInTheDialogInTheKernelsWords() {
        browser.openLab("two-namespaces");
        browser.click("#add-namespace");
        browser.fill("#dialog-name", "red");
        browser.click("dialog .primary");
        browser.waitForText("dialog", "File exists");
        browser.click("dialog button[type=button]");
        browser.waitUntil("!document.querySelector('dialog')");
    }

    @Test
    void theTerminalCompletesRemembersAndRunsInItsNamespace() {
        browser.openLab("two-namespaces");
        browser.click("[data-terminal=red]");
        browser.click(".screen:not([hidden]) .xterm-screen");
        browser.type("pin", Keys.TAB, "-I ve", Keys.TAB, "-c 1 10.1.1.3", Keys.ENTER);
        browser.waitForText(".screens .screen:not([hidden])", "ping -I veth0 -c 1 10.1.1.3");
        browser.waitForText(".screens .screen:not([hidden])", "1 received, 0% packet loss");
        browser.type("ip -br addr", Keys.ENTER);
        browser.waitForText(".screens .screen:not([hidden])", "10.1.1.2/24");
        browser.type(Keys.ARROW_UP, Keys.ARROW_UP, Keys.HOME);
        browser.control("k");
        browser.type("echo 1 > /proc/sys/net/ipv4/ip_forward", Keys.ENTER);
        browser.type("sysctl net.ipv4.ip_forward", Keys.ENTER);
        browser.waitForText(".screens .screen:not([hidden])", "net.ipv4.ip_forward = 1");
    }

    @Test
    void packetsAreFilteredFollowedWithTheArrowKeysAndReadToTheLastByte() {
        browser.openLab("two-namespaces");
        browser.click("[data-terminal=red]");
        browser.command("ping -c 1 10.1.1.3");
        browser.waitUntil("document.querySelectorAll('.packets tbody tr').length === 8");
        browser.fill("#packet-filter", "icmp");
        browser.type(Keys.ENTER);
        browser.waitUntil("document.querySelectorAll('.packets tbody tr').length === 4");
        browser.click(".packets tbody tr");
        browser.type(Keys.ARROW_DOWN);
        browser.waitUntil("document.querySelectorAll('.packets tbody tr')[1].getAttribute('aria-selected') === 'true'");
        browser.click("#tab-details");
        browser.waitForText(".details", "Time to live: 64");
        browser.run(
                "[...document.querySelectorAll('.field')].find(field => field.innerText.startsWith('Time to live')).focus()");
        assertThat(browser.text(".bytes .lit")).isEqualTo("40");
        browser.screenshot("bytes");
        browser.click("#tab-ladder");
        browser.waitFor(".rung");
        browser.click(".rung");
        browser.waitUntil("document.querySelector('.rung.chosen')");
        browser.screenshot("ladder");
    }

    @Test
    void theSettingsOfADeviceSayWhatIsInEffect() {
        browser.openLab("veth-one-host");
        browser.click("[data-place='host/veth0']");
        browser.fill("#settings-filter", ".rp_filter");
        browser.waitUntil("document.querySelectorAll('.sysctls tbody tr').length === 1");
        assertThat(browser.text(".sysctls tbody tr td:last-child")).isEqualTo("1");
        browser.fill(".sysctls input", "2");
        browser.type(Keys.TAB);
        browser.waitUntil("document.querySelector('.sysctls tbody tr td:last-child').innerText === '2'");
        browser.screenshot("settings");
        browser.click(".device button");
        browser.waitFor(".chip.down[data-place='host/veth0']");
        browser.screenshot("device-down");
    }

    @Test
    void playbackCanBePausedSteppedAndSought() {
        browser.openLab("two-namespaces");
        browser.click("[data-terminal=red]");
        browser.command("ping -c 2 10.1.1.3");
        browser.waitFor("button[aria-label=Pause]");
        browser.click("button[aria-label=Pause]");
        browser.click("button[aria-label='One step']");
        browser.click("button[aria-label='One step']");
        String before = browser.text(".player-label");
        browser.click("button[aria-label='One step']");
        assertThat(browser.text(".player-label")).isNotEqualTo(before);
        browser.click("button[aria-label=Play]");
        browser.waitFor("button[aria-label=Pause]");
    }

    @Test
    void theExportsAreThere() {
        browser.openLab("two-namespaces");
        browser.click("#export summary");
        browser.screenshot("export");
        assertThat((List<?>) browser.runAsync("""
                        const done = arguments[0];
                        Promise.all([...document.querySelectorAll('#export a')].map(link => fetch(link.href)
                            .then(answer => answer.text()).then(text => text.length > 0 && link.hasAttribute('download')))).then(done)
                        """))
                .hasSize(3)
                .allSatisfy(whole -> assertThat(whole).isEqualTo(true));
    }

    @Test
    void aScriptThatIsBroughtAlongBecomesALab() throws Exception {
        browser.visit("/");
        browser.waitFor(".dropzone");
        browser.run("""
                const files = new DataTransfer();
                files.items.add(new File(['ip netns add green\\nip link add va type veth peer name vb netns green\\n'], 'mine.sh'));
                document.querySelector('.dropzone').dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));
                """);
        browser.waitFor("[data-place='green/vb']");
        browser.visit("/");
        browser.waitForText(".mine", "mine");
    }
}
