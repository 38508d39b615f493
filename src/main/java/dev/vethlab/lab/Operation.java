package dev.vethlab.lab;

/** Something that was done to a lab. Operations are values: the same operations give the same lab. */
public sealed interface Operation {

    /** How this is written in a shell; empty where a shell has no word for it. */
    String shell();

    /**
     * A command line, as typed.
     *
     * @param traced whether the kernel's decisions about its packets are kept
     */
    record CommandLine(String text, boolean traced) implements Operation {

        @Override
        public String shell() {
            return text;
        }
    }

    /**
     * A ping whose packets and decisions are kept as a ping run.
     *
     * @param run the id of the run
     */
    record Ping(String run, PingRequest request) implements Operation {

        @Override
        public String shell() {
            return ShellQuoting.join(Commands.in(request.place(), request.words()));
        }
    }

    /** All captures are emptied. */
    record ClearCaptures() implements Operation {

        @Override
        public String shell() {
            return "";
        }
    }

    /** The machine is booted anew; everything before is gone. */
    record Reboot() implements Operation {

        @Override
        public String shell() {
            return "";
        }
    }

    /** The last change that is in effect is undone. */
    record Undo() implements Operation {

        @Override
        public String shell() {
            return "";
        }
    }

    /** The change that was undone last is made again. */
    record Redo() implements Operation {

        @Override
        public String shell() {
            return "";
        }
    }
}
