package dev.vethlab.tool.coreutils;

import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.machine.Timer;
import dev.vethlab.tool.Activity;

/** A program that ends after a while. */
final class Sleeping extends Activity {

    private final Timer timer;

    Sleeping(Machine machine, long durationNs) {
        this.timer = machine.schedule(durationNs, () -> end(0));
    }

    @Override
    protected void release() {
        timer.cancel();
    }
}
