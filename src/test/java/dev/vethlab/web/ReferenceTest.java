package dev.vethlab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.web.problem.ProblemKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReferenceTest extends RunningService {

    @Test
    void everySysctlIsDescribed() {
        get("/api/v1/sysctls?prefix=net.ipv4.conf.*.rp_filter")
                .statusCode(200)
                .body("sysctls[0].combining", equalTo("max"))
                .body("sysctls[0].description", notNullValue())
                .body("sysctls[0].simulated", equalTo(true));
        get("/api/v1/sysctls?pageSize=500").statusCode(200);
    }

    @Test
    void everyReasonThatTheSimulatorCanReportIsExplained() throws IOException {
        Set<String> reported = new TreeSet<>();
        Pattern use = Pattern.compile("DropReason\\.([A-Z][A-Z0-9_]+)");
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/dev/vethlab/kernel"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                use.matcher(Files.readString(source)).results().forEach(match -> reported.add(match.group(1)));
            }
        }

        List<String> explained = get("/api/v1/drop-reasons?pageSize=500")
                .statusCode(200)
                .body("dropReasons.size()", equalTo(DropReason.values().length))
                .extract()
                .path("dropReasons.findAll { it.simulated }.name");

        assertThat(explained).containsAll(reported);
    }

    @Test
    void everyKindOfProblemIsExplainedWhereItsTypePoints() {
        for (ProblemKind kind : ProblemKind.values()) {
            get(kind.type().toString())
                    .statusCode(200)
                    .body("title", equalTo(kind.title()))
                    .body("status", equalTo(kind.status().value()));
        }
        get("/problems/none").statusCode(404).body("detail", containsString("stale-revision"));
    }
}
