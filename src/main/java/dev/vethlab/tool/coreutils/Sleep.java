package dev.vethlab.tool.coreutils;

import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.tool.Activity;
import dev.vethlab.tool.Process;
import dev.vethlab.tool.Service;
import java.util.List;
import java.util.OptionalDouble;

/** {@code sleep}: lets virtual time pass, and returns at once. */
public final class Sleep implements Service {

    private static final String HINT = "Try 'sleep --help' for more information.\n";

    @Override
    public String name() {
        return "sleep";
    }

    @Override
    public Activity start(Process process, List<String> arguments) {
        double seconds = 0;
        boolean wrong = false;
        boolean ended = false;
        int intervals = 0;
        for (String word : arguments) {
            if (!ended && word.equals("--")) {
                ended = true;
                continue;
            }
            if (!ended && word.startsWith("-") && word.length() > 1) {
                process.err(
                        word.startsWith("--")
                                ? "sleep: unrecognized option '" + word + "'\n" + HINT
                                : "sleep: invalid option -- '" + word.charAt(1) + "'\n" + HINT);
                return Activity.over(1);
            }
            intervals++;
            OptionalDouble interval = interval(word);
            if (interval.isEmpty()) {
                process.err("sleep: invalid time interval '" + word + "'\n");
                wrong = true;
            }
            seconds += interval.orElse(0);
        }
        if (intervals == 0) {
            process.err("sleep: missing operand\n" + HINT);
            return Activity.over(1);
        }
        if (wrong) {
            process.err(HINT);
            return Activity.over(1);
        }
        return sleep(process, seconds);
    }

    private static Activity sleep(Process process, double seconds) {
        Machine machine = process.kernel().machine();
        double most = (Long.MAX_VALUE - machine.nowNs()) / 1e9 / 2;
        if (seconds > most) {
            process.err("sleep: an interval of " + seconds + " seconds is not simulated\n");
            return Activity.over(1);
        }
        return new Sleeping(machine, (long) Math.ceil(seconds * 1e9));
    }

    /** In the foreground it ends exactly when its time is over, however long that is. */
    @Override
    public int run(Process process, List<String> arguments) {
        Activity sleeping = start(process, arguments);
        process.kernel().machine().runUntil(Long.MAX_VALUE, sleeping::hasEnded);
        return sleeping.exitCode();
    }

    /** A number as {@code strtod} reads it, with one of the suffixes s, m, h, d. */
    private static OptionalDouble interval(String word) {
        int end = word.length();
        double unit = 1;
        if (end > 0 && "smhd".indexOf(word.charAt(end - 1)) >= 0) {
            unit = List.of(1.0, 60.0, 3600.0, 86400.0).get("smhd".indexOf(word.charAt(end - 1)));
            end--;
        }
        String number = word.substring(0, end);
        if (number.matches("(?i)\\+?inf(inity)?")) {
            return OptionalDouble.of(Double.POSITIVE_INFINITY);
        }
        if (number.matches("\\+?0[xX][0-9a-fA-F]*\\.?[0-9a-fA-F]*([pP][-+]?\\d+)?") && number.length() > 2) {
            String complete = number.matches(".*[pP].*") ? number : number + "p0";
            return parse(complete, unit);
        }
        return number.matches("\\+?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?")
                ? parse(number, unit)
                : OptionalDouble.empty();
    }

    private static OptionalDouble parse(String number, double unit) {
        try {
            return OptionalDouble.of(Double.parseDouble(number) * unit);
        } catch (NumberFormatException noNumber) {
            return OptionalDouble.empty();
        }
    }
}
