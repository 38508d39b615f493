package dev.vethlab.web.admission;

import dev.vethlab.web.admission.FairQueue.NoPlaceException;
import dev.vethlab.web.observation.Figures;
import dev.vethlab.web.problem.ProblemException;
import dev.vethlab.web.problem.ProblemKind;
import dev.vethlab.web.settings.RequestSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Lets requests to the interface in when it is their turn. A request has its place from when its body is read until its answer begins
 * to be written, so that a client who sends slowly or stops reading takes none.
 */
@Component
@Order(Admission.ORDER)
class Admission extends OncePerRequestFilter {

    /** After Spring Security, which knows whose the key is, and after the limit of bodies, which are read here. */
    static final int ORDER = 100;

    private static final String API = "/api/";

    /** A batch is read as it is graded, by workers of its own. */
    private static final String BATCH = "/gradings/batch";

    private final FairQueue queue;
    private final Rates rates;
    private final Holdings holdings;
    private final Headroom headroom;
    private final ClientName clients;
    private final Duration longestWait;
    private final Figures figures;
    private final HandlerExceptionResolver handlerExceptionResolver;

    Admission(
            RequestSettings settings,
            Rates rates,
            Holdings holdings,
            Headroom headroom,
            ClientName clients,
            Figures figures,
            HandlerExceptionResolver handlerExceptionResolver) {
        int places = settings.places(Runtime.getRuntime().availableProcessors());
        this.queue = new FairQueue(
                places, settings.placesPerClient(places), settings.waiting(), settings.waitingPerClient());
        this.rates = rates;
        this.holdings = holdings;
        this.headroom = headroom;
        this.clients = clients;
        this.longestWait = settings.longestWait();
        this.figures = figures;
        this.handlerExceptionResolver = handlerExceptionResolver;
        figures.gauge("vethlab.requests.working", "Requests in work", queue::working);
        figures.gauge("vethlab.requests.waiting", "Requests that wait for a place", queue::waiting);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith(API);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String client = clients.of(request);
        try {
            checkRate(client);
            checkHeadroom(request.getMethod());
            check(holdings.mayServe(client), "unread", "Too many answers are not read.");
        } catch (ProblemException refused) {
            handlerExceptionResolver.resolveException(request, response, null, refused);
            return;
        }
        HeldBytes held = new HeldBytes(client);
        try {
            serve(request, response, chain, held);
        } finally {
            held.release();
        }
    }

    private void serve(HttpServletRequest request, HttpServletResponse response, FilterChain chain, HeldBytes held)
            throws ServletException, IOException {
        Place place;
        HttpServletRequest whole;
        try {
            whole = request.getRequestURI().endsWith(BATCH) ? request : ReadBody.of(request, held);
            place = enter(held.client);
        } catch (ProblemException refused) {
            handlerExceptionResolver.resolveException(request, response, null, refused);
            return;
        }
        try {
            chain.doFilter(whole, new LeavingResponse(response, place));
        } finally {
            place.leave();
            holdings.answered(held.client);
        }
    }

    /** The bytes of one body. */
    private final class HeldBytes implements ReadBody.Holding {

        final String client;
        private long bytes;

        HeldBytes(String client) {
            this.client = client;
        }

        @Override
        public void take(int more) {
            check(holdings.take(client, more), "heldBytes", "Too much of what was sent is not read to its end yet.");
            bytes += more;
        }

        void release() {
            holdings.give(client, bytes);
        }
    }

    private void check(Holdings.Refusal refusal, String limit, String words) {
        switch (refusal) {
            case CLIENT_FULL -> throw refusal(ProblemKind.RATE_LIMITED, limit + "PerClient", words);
            case FULL -> throw refusal(ProblemKind.AT_CAPACITY, limit, words);
            default -> {}
        }
    }

    private void checkRate(String client) {
        Duration wait = rates.wait(client);
        if (!wait.isZero()) {
            figures.refused("requests.perSecond");
            throw new ProblemException(
                            ProblemKind.RATE_LIMITED,
                            "The limit vethlab.limits.requests.perSecond is reached. Wait as long as Retry-After says.")
                    .retryAfter(wait);
        }
    }

    private void checkHeadroom(String verb) {
        if (headroom.isShortFor(verb)) {
            throw refusal(
                    ProblemKind.AT_CAPACITY,
                    "heapPercent",
                    "The service has no memory left for labs to grow; labs that are not needed can be deleted.");
        }
    }

    private Place enter(String client) {
        long before = System.nanoTime();
        try {
            queue.enter(client, longestWait);
        } catch (NoPlaceException none) {
            throw refusal(none);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemKind.AT_CAPACITY, "The service is ending.");
        }
        figures.queued(System.nanoTime() - before);
        return new Place(() -> {
            queue.leave(client);
            holdings.answer(client);
        });
    }

    private ProblemException refusal(NoPlaceException none) {
        return switch (none.refusal()) {
            case CLIENT_FULL ->
                refusal(ProblemKind.RATE_LIMITED, "waitingPerClient", "Too many requests of yours wait to be served.");
            case FULL -> refusal(ProblemKind.AT_CAPACITY, "waiting", "Too many requests wait to be served.");
            case TOO_LONG -> refusal(ProblemKind.AT_CAPACITY, "longestWait", "The request could not be begun in time.");
        };
    }

    private ProblemException refusal(ProblemKind kind, String limit, String words) {
        figures.refused("requests." + limit);
        return new ProblemException(
                        kind,
                        words + " The limit is vethlab.limits.requests." + limit
                                + ". Wait as long as Retry-After says.")
                .retryAfter(Duration.ofSeconds(1));
    }
}
