package dev.vethlab.tool.nft;

/**
 * A stretch of the input.
 *
 * @param end the column behind the last character
 */
record Span(int line, int start, int lastLine, int end) {

    Span to(Span last) {
        return new Span(line, start, last.lastLine, last.end);
    }
}
