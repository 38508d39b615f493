package dev.vethlab.web.server;

import dev.vethlab.web.problem.ProblemException;
import dev.vethlab.web.problem.ProblemKind;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers with a problem what the server refuses after it was let in, such as a TRACE; who asks for this by name finds nothing. */
@Controller
class ErrorAnswers implements ErrorController {

    @RequestMapping("/error")
    void answer(HttpServletRequest request) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        ProblemKind kind = Arrays.stream(ProblemKind.values())
                .filter(known -> known != ProblemKind.MALFORMED_BODY)
                .filter(known -> Integer.valueOf(known.status().value()).equals(status))
                .findFirst()
                .orElse(status == null ? ProblemKind.NOT_FOUND : ProblemKind.INVALID_REQUEST);
        throw new ProblemException(kind, kind.explanation());
    }
}
