package dev.vethlab.web.event;

import dev.vethlab.lab.Lab;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
class EventController {

    private static final int LONGEST_ID = 18;

    private final Listeners listeners;

    EventController(Listeners listeners) {
        this.listeners = listeners;
    }

    @GetMapping(path = "/api/v1/labs/{lab}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> listen(
            Lab lab, @RequestHeader(value = "Last-Event-ID", defaultValue = "") String lastEventId) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header("X-Accel-Buffering", "no")
                .body(listeners.listen(lab, revision(lastEventId)));
    }

    /** The revision that a client knows by the last event it saw; an id that is none of ours says that it knows nothing. */
    private static long revision(String lastEventId) {
        boolean number = !lastEventId.isEmpty()
                && lastEventId.length() <= LONGEST_ID
                && lastEventId.chars().allMatch(letter -> letter >= '0' && letter <= '9');
        return number ? Long.parseLong(lastEventId) : -1;
    }
}
