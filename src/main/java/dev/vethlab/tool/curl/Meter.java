package dev.vethlab.tool.curl;

import dev.vethlab.tool.Process;

/** The progress meter, of which a transfer in virtual time shows the first and the last line. */
final class Meter {

    private static final String HEAD =
            "  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n"
                    + "                                 Dload  Upload   Total   Spent    Left  Speed\n";
    private static final String ROW = "\r%3d %5d  %3d %5d    0     0 %6d      0 --:--:-- --:--:-- --:--:-- %5d";

    private final Process process;
    private final boolean silent;
    private boolean begun;
    private boolean ended;

    Meter(Process process, boolean silent) {
        this.process = process;
        this.silent = silent;
    }

    void begin() {
        begun = true;
        if (!silent) {
            process.err(HEAD + String.format(ROW, 0, 0, 0, 0, 0, 0));
        }
    }

    void end(int received, int of, long ns) {
        if (begun && !ended && !silent) {
            long speed = ns == 0 ? 0 : received * 1_000_000_000L / ns;
            int percent = received > 0 ? 100 : 0;
            process.err(String.format(ROW, percent, of, percent, received, speed, speed) + "\n");
        }
        ended = true;
    }
}
