package dev.vethlab.fuzz;

/** A place where strangers put something in. */
interface Target {

    /** What is tried, in the plural. */
    String name();

    /**
     * Tries some inputs on something new, and looks whether it is what it has to be afterwards. What it tries follows from the choices
     * alone.
     *
     * @return how many inputs those were
     * @throws AssertionError or any exception that should not come of an input
     */
    int play(Choices choices) throws Exception;
}
