package dev.vethlab.tool.ovs;

import dev.vethlab.tool.Process;
import dev.vethlab.vswitch.VSwitches;

/** The folder with the sockets of the daemons that a program talks to ({@code ovs_rundir}). */
public final class RunDirectory {

    private RunDirectory() {}

    /** What the environment says, else the system's. */
    public static String of(Process process) {
        return process.environment().getOrDefault("OVS_RUNDIR", VSwitches.SYSTEM);
    }
}
