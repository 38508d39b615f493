package dev.vethlab.lab;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that is sent to see whether it gets through: a ping, or a connection. */
public sealed interface Probe permits PingRequest, ConnectionRequest {

    /** The name of the namespace that it is sent from. */
    String place();

    /** Where it is sent to, as it was written. */
    String destination();

    /** The interface that it has to leave by; null where the routes decide. */
    @Nullable
    String device();

    /** The address that it is sent from; null where the kernel chooses. */
    @Nullable
    String sourceAddress();

    /** The command that this stands for: a program and its arguments. */
    List<String> words();
}
