package dev.vethlab.fuzz;

import java.util.List;

/** The beginning of a scenario, and lines behind it that are nearly right. */
final class Scripts implements Target {

    private static final int REPLAYED = 8;

    private final Lines lines;

    Scripts(Lines lines) {
        this.lines = lines;
    }

    @Override
    public String name() {
        return "scripts";
    }

    @Override
    public int play(Choices choices) {
        List<String> script = lines.script(choices);
        LabWorld world = new LabWorld();
        try {
            script.forEach(world::run);
            world.check();
            if (choices.oneIn(REPLAYED)) {
                world.checkReplay();
            }
        } catch (RuntimeException | Error failure) {
            failure.addSuppressed(new IllegalArgumentException(String.join("\n", script)));
            throw failure;
        }
        return script.size();
    }
}
