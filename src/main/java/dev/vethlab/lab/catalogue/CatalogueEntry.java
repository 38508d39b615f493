package dev.vethlab.lab.catalogue;

import java.util.List;

/**
 * A ready-made lab.
 *
 * @param text what it is about, a few sentences
 * @param profile the id of the profile that it is meant for
 * @param script the command lines that build it, in a lab of that profile
 * @param attempts command lines worth trying in it, in order
 * @param promises what comes of the first of them, in a lab that nothing else was done in
 */
public record CatalogueEntry(
        String id,
        String title,
        String text,
        String profile,
        List<String> script,
        List<String> attempts,
        List<Promise> promises) {

    /** A command line that succeeds, or fails as it should. */
    public record Promise(String command, boolean works) {}
}
