package dev.vethlab.tool.brctl;

import java.util.Locale;

/** The commands in the order of the usage text, each with the fewest arguments that it takes. */
enum BrctlCommand {
    ADDBR(1, "<bridge>\t\tadd bridge"),
    DELBR(1, "<bridge>\t\tdelete bridge"),
    ADDIF(2, "<bridge> <device>\tadd interface to bridge"),
    DELIF(2, "<bridge> <device>\tdelete interface from bridge"),
    HAIRPIN(3, "<bridge> <port> {on|off}\tturn hairpin on/off"),
    SETAGEING(2, "<bridge> <time>\t\tset ageing time"),
    SETBRIDGEPRIO(2, "<bridge> <prio>\t\tset bridge priority"),
    SETFD(2, "<bridge> <time>\t\tset bridge forward delay"),
    SETHELLO(2, "<bridge> <time>\t\tset hello time"),
    SETMAXAGE(2, "<bridge> <time>\t\tset max message age"),
    SETPATHCOST(3, "<bridge> <port> <cost>\tset path cost"),
    SETPORTPRIO(3, "<bridge> <port> <prio>\tset port priority"),
    SHOW(0, "[ <bridge> ]\t\tshow a list of bridges"),
    SHOWMACS(1, "<bridge>\t\tshow a list of mac addrs"),
    SHOWSTP(1, "<bridge>\t\tshow bridge stp info"),
    STP(2, "<bridge> {on|off}\tturn stp on/off");

    private final int least;
    private final String help;

    BrctlCommand(int least, String help) {
        this.least = least;
        this.help = help;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    int least() {
        return least;
    }

    String help() {
        return help;
    }
}
