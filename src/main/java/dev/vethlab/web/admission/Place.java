package dev.vethlab.web.admission;

/** A place among the requests in work, which is left once. */
final class Place {

    private final Runnable leaving;
    private boolean left;

    Place(Runnable leaving) {
        this.leaving = leaving;
    }

    synchronized void leave() {
        if (!left) {
            left = true;
            leaving.run();
        }
    }
}
