package dev.vethlab.kernel.device;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Who listens to changes in a namespace ({@code rtnl_notify}): each change is told at once, with the state as it is then. */
public final class Notifications {

    private List<Consumer<Notification>> listeners = List.of();

    /** Whether anybody listens; nobody has to be told otherwise. */
    public boolean areHeard() {
        return !listeners.isEmpty();
    }

    /** Tells everybody who listens. */
    public void tell(Notification change) {
        listeners.forEach(listener -> listener.accept(change));
    }

    /** Begins to listen. */
    public void join(Consumer<Notification> listener) {
        List<Consumer<Notification>> more = new ArrayList<>(listeners);
        more.add(listener);
        listeners = List.copyOf(more);
    }

    /** Listens no longer. */
    public void leave(Consumer<Notification> listener) {
        listeners = listeners.stream().filter(each -> each != listener).toList();
    }
}
