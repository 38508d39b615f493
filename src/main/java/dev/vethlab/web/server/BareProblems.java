package dev.vethlab.web.server;

import dev.vethlab.web.problem.ProblemKind;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Answers with a problem where a request is so wrong that Tomcat refuses it before any controller sees it. */
public final class BareProblems extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        ProblemKind kind = Arrays.stream(ProblemKind.values())
                .filter(known -> known.status().value() == status)
                .findFirst()
                .orElse(status < 500 ? ProblemKind.INVALID_REQUEST : ProblemKind.INTERNAL);
        if (status == 400) {
            kind = ProblemKind.INVALID_REQUEST;
        }
        String body = "{\"type\":\"" + kind.type() + "\",\"title\":\"" + kind.title() + "\",\"status\":" + status
                + ",\"detail\":\"The request is not HTTP that can be served: its path, a header or its encoding is not"
                + " valid, or the server failed. Percent-encode what a path may not contain.\"}";
        try {
            response.setContentType("application/problem+json");
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(body);
                response.finishResponse();
            }
        } catch (IOException | IllegalStateException gone) {
            // The client is gone, or an answer is under way: there is nobody to tell.
            container.getLogger().debug("no answer could be written", gone);
        }
    }
}
