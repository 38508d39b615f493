package dev.vethlab.tool.curl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.tool.TwoHosts;
import dev.vethlab.tool.shell.Shell;
import org.junit.jupiter.api.Test;

class CurlTest {

    private final TwoHosts hosts = new TwoHosts();

    @Test
    void aServerInTheBackgroundAnswers() {
        Shell.Result started = hosts.b("python3 -m http.server 8000 &");
        Shell.Result result = hosts.a("curl -s http://10.0.0.2:8000/");

        assertThat(started.stdout()).isEqualTo("Serving HTTP on 0.0.0.0 port 8000 (http://0.0.0.0:8000/) ...\n");
        assertThat(result.exitCode()).isZero();
        assertThat(result.stdout()).startsWith("<!DOCTYPE HTML>\n").hasSize(187);
        assertThat(result.stderr()).isEqualTo("10.0.0.1 - - [01/Jan/2025 12:00:00] \"GET / HTTP/1.1\" 200 -\n");
    }

    @Test
    void aCodeIsWrittenOut() {
        hosts.b("python3 -m http.server 8000 &");

        assertThat(hosts.a("curl -s -o /dev/null -w '%{http_code}\\n' 10.0.0.2:8000/nope")
                        .stdout())
                .isEqualTo("404\n");
        assertThat(hosts.a("curl -s -f 10.0.0.2:8000/nope").exitCode()).isEqualTo(22);
        assertThat(hosts.a("curl -sI 10.0.0.2:8000/").stdout()).contains("Content-Length: 187\r\n");
    }

    @Test
    void failuresAreToldInItsOwnWords() {
        assertThat(hosts.a("curl -sS http://10.0.0.2:81/").stderr())
                .isEqualTo("curl: (7) Failed to connect to 10.0.0.2 port 81 after 0 ms: Couldn't connect to server\n");
        assertThat(hosts.a("curl -s http://10.0.0.2:81/").stderr()).isEmpty();
        assertThat(hosts.a("curl -sS -m 1 http://10.0.0.9/").stderr())
                .isEqualTo("curl: (28) Connection timed out after 1001 milliseconds\n");
        assertThat(hosts.a("curl -sS nosuchhost").stderr()).isEqualTo("curl: (6) Could not resolve host: nosuchhost\n");
    }

    @Test
    void aServerThatIsKilledIsGone() {
        hosts.b("python3 -m http.server 8000 &");
        hosts.run("kill %1");

        assertThat(hosts.a("curl -s 10.0.0.2:8000").exitCode()).isEqualTo(7);
    }
}
