package dev.vethlab.verify.random.device;

/** A part of a lab: it is built, then changed and looked at in between what happens. */
interface Piece {

    /** Adds the commands that make it. */
    void build();

    /** Adds a command that changes it, now and then with another that belongs to it. */
    void change();

    /** Adds a command that shows it. */
    void look();
}
