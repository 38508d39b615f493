package dev.vethlab.kernel.device;

/** A master device's hand on the frames that its ports receive ({@code rx_handler_func_t}). */
@FunctionalInterface
public interface RxHandler {

    /** What becomes of the frame after the handler has seen it. */
    enum Result {
        /** The handler took it. */
        CONSUMED,
        /** The handler set {@code skb.dev} to another device: begin again there. */
        ANOTHER,
        /** Go on as if there were no handler, but only for packet sockets and exact matches. */
        EXACT,
        /** Go on as if there were no handler. */
        PASS
    }

    Result handle(Skb skb);
}
