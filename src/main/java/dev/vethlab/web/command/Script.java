package dev.vethlab.web.command;

import dev.vethlab.tool.shell.ScriptLines;
import dev.vethlab.web.problem.ProblemException;
import dev.vethlab.web.problem.ProblemKind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The command lines of a script: blank lines and comments are passed over. */
final class Script {

    private Script() {}

    static List<String> lines(String script, int limit) {
        List<String> lines = ScriptLines.of(script);
        if (lines.size() > limit) {
            throw new ProblemException(
                    ProblemKind.TOO_LARGE,
                    "The script has " + lines.size() + " lines, and at most " + limit
                            + " are run at a time. Send the rest in another request.");
        }
        return lines;
    }

    /** The text of a body that is UTF-8. */
    static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException unfit) {
            throw new ProblemException(ProblemKind.MALFORMED_BODY, "The body is not valid UTF-8. Send text in UTF-8.");
        }
    }
}
