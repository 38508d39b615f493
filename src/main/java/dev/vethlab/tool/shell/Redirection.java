package dev.vethlab.tool.shell;

/** Where one of a command's streams goes to or comes from. */
sealed interface Redirection {

    /** A file: standard input is read from it, another stream written to it. */
    record ToFile(int stream, String path) implements Redirection {}

    /** A stream goes where another one goes. */
    record ToStream(int stream, int copied) implements Redirection {}

    /** Standard input is a text in the line itself: a here-string or a here-document. */
    record FromText(String text) implements Redirection {}
}
