package dev.vethlab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import org.junit.jupiter.api.Test;

/** The packets of the whole lab, with the decisions about them. */
class PacketsTest extends RunningService {

    @Test
    void theDecisionsAboutTheCommandsThatAreTracedAreKept() {
        String lab = labOf("veth-one-host");
        run(lab, "ping -I veth0 -c 1 10.1.1.3");
        get(lab + "/packets").body("packets.number", hasItems(1, 2)).body("steps", empty());

        request()
                .contentType("text/plain")
                .accept("text/plain")
                .body("ping -I veth0 -c 1 10.1.1.3")
                .post(lab + "/commands?trace=true")
                .then()
                .statusCode(200);
        get(lab + "/packets?after=7")
                .body("packets.number", everyItem(greaterThan(7)))
                .body("steps.function", hasItem("fib_validate_source"))
                .body("steps.findAll { it.packet != null }.packet", everyItem(greaterThan(7)));
        get(lab + "/packets?filter=icmp")
                .body("packets.summary", everyItem(containsString("ICMP")))
                .body("packets", not(empty()));
        get(lab + "/packets?filter=nonsense").statusCode(400);
    }

    @Test
    void onePacketComesWithItsBytesAndItsSteps() {
        String lab = labOf("veth-one-host");
        request()
                .contentType("text/plain")
                .body("ping -I veth0 -c 1 10.1.1.3")
                .post(lab + "/commands?trace=true")
                .then()
                .statusCode(200);

        String frame = get(lab + "/packets/2")
                .body("packet.interface", equalTo("veth1"))
                .body("packet.bytes", equalTo(42))
                .body("steps.fate", contains("ignored"))
                .extract()
                .path("frame");
        assertThat(frame).hasSize(84).startsWith("ffffffffffff").contains("08060001");
        get(lab + "/packets/999").statusCode(404);
        get(lab + "/packets/none").statusCode(400);
    }

    @Test
    void whatIsKnownOutlivesAnUndoOfSomethingLater() {
        String lab = labOf("veth-one-host");
        request()
                .contentType("text/plain")
                .body("ping -I veth0 -c 1 10.1.1.3")
                .post(lab + "/commands?trace=true")
                .then()
                .statusCode(200);
        String before = get(lab + "/packets").extract().asString();
        run(lab, "ip netns add red");
        post(lab + "/undo", "").statusCode(200);
        assertThat(get(lab + "/packets").extract().asString()).isEqualTo(before);

        post(lab + "/undo", "").statusCode(200);
        get(lab + "/packets").body("packets", empty()).body("steps", empty());
        post(lab + "/redo", "").statusCode(200);
        assertThat(get(lab + "/packets").extract().asString()).isEqualTo(before);
    }
}
