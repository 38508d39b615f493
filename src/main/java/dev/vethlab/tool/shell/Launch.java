package dev.vethlab.tool.shell;

import dev.vethlab.tool.Activity;
import org.jspecify.annotations.Nullable;

/** What has come of starting a program in the background: the program that goes on, if one does. */
final class Launch {

    @Nullable
    Activity activity;

    String program = "";
}
