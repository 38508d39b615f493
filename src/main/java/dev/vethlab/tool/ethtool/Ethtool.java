package dev.vethlab.tool.ethtool;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.tool.Process;
import dev.vethlab.tool.Program;
import java.util.List;
import java.util.Optional;

/** The program {@code ethtool}. */
public final class Ethtool implements Program {

    private static final String BAD_ARGUMENTS =
            "ethtool: bad command line argument(s)\nFor more information run ethtool -h\n";
    private static final String NO_DEVICE =
            "netlink error: no device matches name (offset 24)\nnetlink error: No such device\n";
    private static final String NOT_SUPPORTED = "netlink error: Operation not supported\n";

    /** How many questions of netlink a device's settings take. */
    private static final int QUESTIONS = 5;

    private static final int NO_DATA = 75;
    private static final int NO_DRIVER = 71;
    private static final int NO_STRINGS = 96;
    private static final int NOT_CHANGED = 92;

    @Override
    public String name() {
        return "ethtool";
    }

    @Override
    public int run(Process process, List<String> words) {
        String option = words.isEmpty() ? "" : words.get(0);
        if (option.equals("--version")) {
            process.out("ethtool version 6.1\n");
            return 0;
        }
        boolean hasOption = option.startsWith("-");
        if (words.size() < (hasOption ? 2 : 1)) {
            return fail(process, 1, BAD_ARGUMENTS);
        }
        String name = words.get(hasOption ? 1 : 0);
        Optional<NetDevice> device = process.namespace().net().devices().byName(name);
        if (!hasOption) {
            return device.map(found -> new Settings(process, found).print()).orElseGet(() -> noData(process));
        }
        Optional<String> complaint = surplus(option, words);
        if (complaint.isPresent()) {
            return fail(process, 1, complaint.get());
        }
        return switch (option) {
            case "-i", "--driver" ->
                device.map(found -> new DriverInfo(process, found).print())
                        .orElseGet(() -> fail(process, NO_DRIVER, "Cannot get driver information: No such device\n"));
            case "-S", "--statistics" ->
                device.map(found -> new DriverInfo(process, found).printStatistics())
                        .orElseGet(() ->
                                fail(process, NO_STRINGS, "Cannot get stats strings information: No such device\n"));
            case "-k", "--show-features", "--show-offload" ->
                device.map(found -> new FeatureList(process, found).print())
                        .orElseGet(() -> fail(process, 1, NO_DEVICE));
            case "-K", "--features", "--offload" ->
                device.map(found -> new FeatureChange(process, found).run(words.subList(2, words.size())))
                        .orElseGet(() -> fail(process, NOT_CHANGED, NO_DEVICE));
            case "-P", "--show-permaddr" -> permanentAddress(process, device);
            case "-g", "-a", "-c", "--show-ring", "--show-pause", "--show-coalesce" ->
                fail(process, 1, device.isPresent() ? NOT_SUPPORTED : NO_DEVICE);
            case "-s", "--change" -> fail(process, NO_DATA, device.isPresent() ? NOT_SUPPORTED : NO_DEVICE);
            default -> fail(process, 1, BAD_ARGUMENTS);
        };
    }

    /** What is wrong with words behind the device, which most questions do not take. */
    private static Optional<String> surplus(String option, List<String> words) {
        if (words.size() < 3) {
            return Optional.empty();
        }
        return switch (option) {
            case "-i", "--driver" -> Optional.of(BAD_ARGUMENTS);
            case "-S", "--statistics" -> Optional.of("ethtool (-S): unknown parameter '" + words.get(2) + "'\n");
            case "-k", "--show-features", "--show-offload" ->
                Optional.of("ethtool: unexpected parameter '" + words.get(2) + "'\n");
            default -> Optional.empty();
        };
    }

    private static int noData(Process process) {
        process.out("No data available\n");
        return fail(process, NO_DATA, NO_DEVICE.repeat(QUESTIONS));
    }

    private static int permanentAddress(Process process, Optional<NetDevice> device) {
        if (device.isEmpty()) {
            return fail(process, 1, "netlink error: No such device\n");
        }
        process.out("Permanent address: "
                + device.get().permanentAddress().map(Object::toString).orElse("not set") + "\n");
        return 0;
    }

    static int fail(Process process, int code, String words) {
        process.err(words);
        return code;
    }
}
