package dev.vethlab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent: the right problem, which says what to do, and nothing changed. */
class BadInputTest extends RunningService {

    private static final String PAIR =
            "{\"ends\":[{\"name\":\"%s\",\"addresses\":[\"10.5.0.1/24\"]},{\"name\":\"peer\"}]}";

    private ValidatableResponse problem(ValidatableResponse answer, int status) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("type", startsWith("/problems/"))
                .body("detail", not(containsString("dev.vethlab")))
                .body("detail", not(containsString("java")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "nonsense",
                "[]",
                "42",
                "null",
                "\"text\"",
                "{\"name\":}",
                "{\"name\":\"a\"} {}",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{\"name\":\"\\ud800\"",
                "{'name':'a'}",
                "{\"seed\":1e400}",
                "{\"seed\":99999999999999999999}",
                "{\"seed\":1.5}",
                "{\"seed\":\"1\"}",
                "{\"name\":1}",
                "{\"ipv6\":\"true\"}",
                "{\"name\":[\"a\"]}",
                "{\"topology\":[]}",
                "{\"name\":\"\"}",
                "{\"profile\":\"windows\"}",
                "{\"template\":\"none\"}",
                "{\"colour\":\"red\"}"
            })
    void aBodyThatIsNotAsItShouldBeIsMalformedOrInvalid(String body) {
        problem(post(LABS, body), 400);
    }

    @Test
    void theProblemNamesThePropertyThatIsUnknown() {
        problem(post(LABS, "{\"colour\":\"red\"}"), 400)
                .body("detail", containsString("\"colour\""))
                .body("errors[0].pointer", equalTo("/colour"));
        problem(post(emptyLab() + "/veth-pairs", "{\"ends\":[{\"name\":\"a\"},{\"name\":\"b\",\"adresses\":[]}]}"), 400)
                .body("errors[0].pointer", equalTo("/ends/1/adresses"))
                .body("detail", containsString("addresses"));
    }

    @Test
    void deepAndHugeBodiesDoNoHarm() {
        problem(post(LABS, "[".repeat(100_000)), 400);
        problem(post(LABS, "{\"name\":".repeat(2_000) + "1" + "}".repeat(2_000)), 400);
        problem(post(LABS, "{\"seed\":" + "9".repeat(5_000) + "}"), 400);
        problem(post(LABS, "{\"name\":\"" + "a".repeat(500_000) + "\"}"), 400);
    }

    @Test
    void aBodyOfTenMegabytesIsTooLarge() {
        String lab = emptyLab();
        String before = state(lab);
        String large = "{\"script\":\"" + "#".repeat(10_000_000) + "\"}";

        problem(post(lab + "/commands", large), 413).body("detail", containsString("1048576"));

        assertThat(state(lab)).isEqualTo(before);
    }

    @Test
    void soIsOneWhoseLengthIsNotSaidBefore() throws IOException {
        String answer = talk("POST " + LABS
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n"
                + ("10000\r\n" + " ".repeat(0x10000) + "\r\n").repeat(20) + "0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413").contains("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({
        "veth0/1, 400", "a-name-that-is-too-long, 400", "'', 400", "' ', 400", "., 400", ".., 400", "a b, 400",
                "a:b, 400", "a@b, 400",
        "-a, 400", "a%d, 400", "a\\u0000b, 400", "a\\u0001b, 400", "a\\nb, 400", "ééééééééé, 400", "veth0.10, 201",
                "br-int, 201", "ü, 201"
    })
    void namesOfInterfacesAreThoseThatLinuxTakes(String name, int status) {
        String lab = emptyLab();
        String before = state(lab);

        ValidatableResponse answer = post(lab + "/veth-pairs", PAIR.formatted(name));

        if (status == 400) {
            problem(answer, 400).body("errors[0].pointer", equalTo("/ends/0/name"));
            assertThat(state(lab)).isEqualTo(before);
        } else {
            answer.statusCode(201);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.1.300/24",
                "10.1.1.2/33",
                "10.1.1.2/",
                "10.1.1/24",
                "10.1.1.2/24/24",
                "10.01.1.2/24",
                "fe80::1/64",
                "localhost",
                "",
                "10.1.1.2/-1",
                "10.1.1.2\\n",
                " 10.1.1.2/24",
                "1.2.3.4.5",
                "any",
                "10.1.1.2/255.255.255.0"
            })
    void addressesThatAreNoneAreInvalid(String address) {
        String lab = labOf("veth-one-host");
        String before = state(lab);

        problem(post(lab + "/namespaces/host/interfaces/veth0/addresses", "{\"address\":\"" + address + "\"}"), 400)
                .body("errors[0].pointer", equalTo("/address"))
                .body("detail", containsString("10.1.1.2/24"));

        assertThat(state(lab)).isEqualTo(before);
    }

    @Test
    void whatIsWrongIsPointedTo() {
        String lab = emptyLab();

        problem(
                        post(
                                lab + "/veth-pairs",
                                Map.of(
                                        "ends",
                                        List.of(
                                                Map.of("name", "veth0", "mac", "nonsense", "mtu", -1),
                                                Map.of(
                                                        "name",
                                                        "veth1",
                                                        "addresses",
                                                        List.of("10.1.1.2/24", "10.1.1.300/24"))))),
                        400)
                .body("errors.pointer", equalTo(List.of("/ends/0/mac", "/ends/0/mtu", "/ends/1/addresses/1")));
        problem(post(lab + "/veth-pairs", "{\"ends\":[{\"name\":\"a\"}]}"), 400)
                .body("errors[0].pointer", equalTo("/ends"))
                .body("detail", containsString("two ends"));
        problem(post(lab + "/veth-pairs", "{\"ends\":[null,null]}"), 400);
        problem(post(lab + "/veth-pairs", "{}"), 400).body("errors[0].pointer", equalTo("/ends"));
    }

    @Test
    void aValueOutOfRangeIsRefusedByTheKernel() {
        String lab = labOf("veth-one-host");
        String before = state(lab);

        problem(patch(lab + "/namespaces/host/interfaces/veth0", Map.of("mtu", 1_000_000)), 422)
                .body("errno", equalTo("EINVAL"))
                .body("detail", containsString("mtu greater than device maximum"));
        problem(patch(lab + "/namespaces/host/interfaces/veth0", Map.of("mtu", 4_000_000_000L)), 400)
                .body("errors[0].pointer", equalTo("/mtu"));
        problem(patch(lab + "/namespaces/host/interfaces/veth0", Map.of("mac", "01:00:00:00:00:01")), 422)
                .body("errno", equalTo("EADDRNOTAVAIL"));

        assertThat(state(lab)).isEqualTo(before);
    }

    @Test
    void whatTheServerItselfRefusesIsAProblemToo() {
        problem(request().request("TRACE", LABS).then(), 405);
        problem(get("/error"), 404);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        String lab = emptyLab();
        for (String path : List.of(
                "/nothing",
                LABS + "/none",
                LABS + "/none/topology",
                lab + "/nothing",
                lab + "/namespaces/none",
                lab + "/namespaces/none/routes",
                lab + "/namespaces/host/interfaces/none",
                lab + "/namespaces/host/interfaces/none/addresses",
                lab + "/namespaces/host/routes/none",
                lab + "/namespaces/host/rules/none",
                lab + "/namespaces/host/neighbors/none",
                lab + "/namespaces/host/sysctls/none",
                lab + "/veth-pairs/none",
                "/problems/none")) {
            problem(get(path), 404);
        }
    }

    @Test
    void aVerbThatIsNotPossibleIsRefusedWithThoseThatAre() {
        problem(delete(LABS), 405).header("Allow", containsString("POST"));
        problem(put(emptyLab(), "{}"), 405);
        problem(
                request()
                        .contentType(ContentType.JSON)
                        .body("{}")
                        .patch(emptyLab() + "/namespaces/host")
                        .then(),
                405);
    }

    @Test
    void aContentTypeThatIsNotPossibleIsRefusedWithThoseThatAre() {
        problem(
                        request()
                                .contentType("application/xml")
                                .body("<lab/>")
                                .post(LABS)
                                .then(),
                        415)
                .body("detail", containsString("application/json"));
        problem(
                request()
                        .contentType("application/x-www-form-urlencoded")
                        .body("name=a")
                        .post(LABS)
                        .then(),
                415);
        problem(request().contentType("nonsense").body("{}").post(LABS).then(), 415);
    }

    @Test
    void aMediaTypeThatCannotBeHadIsNotAcceptable() {
        problem(request().accept("application/xml").get(LABS).then(), 406)
                .body("detail", containsString("application/json"));
        problem(request().accept("application/yaml").get(LABS).then(), 406);
        problem(request().accept("nonsense").get(LABS).then(), 406);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/namespaces/%2e%2e",
                "/namespaces/..%2f..",
                "/namespaces/%2F",
                "/namespaces/host/interfaces/%2e%2e%2f%2e%2e%2fetc",
                "/namespaces/%00",
                "/namespaces/a%0Ab",
                "/namespaces/%ff",
                "/namespaces/%",
                "/namespaces/%zz",
                "/namespaces/{x}",
                "/namespaces/host/interfaces/lo/../../../../../../etc/passwd",
                "/captures/host/..%2f..%2f..%2fetc%2fpasswd",
                "/namespaces/host/sysctls/../../../etc/passwd",
                "/namespaces/host/sysctls/net/../../../etc/passwd",
                "/namespaces/host;x=1/interfaces/none",
                "/namespaces//interfaces",
                "/namespaces/host/interfaces/" + "a%20b",
                "/namespaces/[",
                "/namespaces/|",
                "/namespaces/\\"
            })
    void pathsThatLeadNowhereDoNoHarm(String path) throws IOException {
        String lab = emptyLab();

        String answer = talk("GET " + lab + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .matches("(?s)HTTP/1.1 40[04] .*")
                .contains("application/problem+json")
                .doesNotContain("root:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/9.9\r\n\r\n",
                "NONSENSE\r\n\r\n",
                "GET /api/v1/labs HTTP/1.1\r\n\r\n",
                "POST /api/v1/labs HTTP/1.1\r\nHost: x\r\nContent-Length: nonsense\r\n\r\n",
                "POST /api/v1/labs HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n"
            })
    void whatIsNoHttpGetsNoStackTrace(String request) throws IOException {
        assertThat(talk(request)).startsWith("HTTP/1.1 ").doesNotContain("HTTP/1.1 500", "Exception", "<html");
    }

    @Test
    void aHeaderThatIsTooLargeIsRefused() throws IOException {
        assertThat(talk("GET " + LABS + " HTTP/1.1\r\nHost: x\r\nX-Large: " + "a".repeat(100_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 4")
                .doesNotContain("<html");
    }

    private String talk(String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            try {
                out.write(request.getBytes(StandardCharsets.UTF_8));
                out.flush();
                socket.shutdownOutput();
            } catch (IOException answeredBefore) {
                // The service need not read what it has refused already.
            }
            InputStream in = socket.getInputStream();
            StringBuilder answer = new StringBuilder();
            byte[] buffer = new byte[8192];
            try {
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    answer.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
                }
            } catch (IOException closed) {
                // What came until then is the answer.
            }
            return answer.toString();
        }
    }
}
