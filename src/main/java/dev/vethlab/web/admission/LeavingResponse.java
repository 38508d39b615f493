package dev.vethlab.web.admission;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;

/** An answer whose first byte means that the work is done: the place is left then, however slowly the client reads. */
final class LeavingResponse extends HttpServletResponseWrapper {

    private final Place place;

    LeavingResponse(HttpServletResponse response, Place place) {
        super(response);
        this.place = place;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        place.leave();
        return super.getOutputStream();
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        place.leave();
        return super.getWriter();
    }
}
