package dev.vethlab.tool.nc;

import dev.vethlab.tool.Activity;
import dev.vethlab.tool.Process;
import dev.vethlab.tool.Service;
import java.util.List;

/** The program {@code nc}. */
public final class Nc implements Service {

    private final String name;

    /**
     * @param name what it is called by: {@code nc} or {@code netcat}
     */
    public Nc(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Activity start(Process process, List<String> arguments) {
        try {
            NcOptions options = NcOptions.parse(process, arguments);
            NcActivity activity = options.listen ? new Listening(process, options) : new Connecting(process, options);
            activity.begin();
            return activity;
        } catch (Quit quit) {
            return Activity.over(quit.status());
        }
    }
}
