package dev.vethlab.web.admission;

import dev.vethlab.web.security.Caller;
import dev.vethlab.web.security.Callers;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** Who is to have a fair share: whoever holds the key, or else the address that the request comes from. */
@Component
final class ClientName {

    private final Callers callers;

    ClientName(Callers callers) {
        this.callers = callers;
    }

    String of(HttpServletRequest request) {
        Caller caller = callers.current();
        return caller.name().isEmpty() ? "address:" + request.getRemoteAddr() : caller.name();
    }
}
