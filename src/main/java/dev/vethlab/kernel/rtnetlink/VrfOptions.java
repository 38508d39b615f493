package dev.vethlab.kernel.rtnetlink;

import java.util.OptionalInt;

/** What a request asks of a VRF ({@code IFLA_VRF_*}). */
public final class VrfOptions implements LinkOptions {

    /** The number of its table, unsigned. */
    public OptionalInt table = OptionalInt.empty();
}
