package dev.vethlab.tool.iptables;

import dev.vethlab.kernel.netfilter.nftables.OwnerStatement;
import dev.vethlab.kernel.netfilter.nftables.OwnerStatement.Range;
import dev.vethlab.kernel.netfilter.nftables.OwnerStatement.Test;
import java.util.EnumMap;
import java.util.Map;

/** {@code -m owner}: who sends (extensions/libxt_owner.c). */
final class OwnerMatch extends MatchOptions {

    private static final Range NONE = new Range(1, 0);

    OwnerMatch(MatchOptions options) {
        super(options);
    }

    Extension build() throws ParameterException {
        if (given.isEmpty()) {
            throw ParameterException.problem(
                    "owner: At least one of --uid-owner, --gid-owner or --socket-exists is required");
        }
        Map<Test, Boolean> tests = new EnumMap<>(Test.class);
        StringBuilder save = new StringBuilder();
        StringBuilder list = new StringBuilder();
        Range users = range("--uid-owner", Test.USER, "UID match ", tests, save, list);
        Range groups = range("--gid-owner", Test.GROUP, "GID match ", tests, save, list);
        if (given.containsKey("--socket-exists")) {
            tests.put(Test.SOCKET, not("--socket-exists"));
            save.append(save.isEmpty() ? "" : " ")
                    .append(bang("--socket-exists"))
                    .append("--socket-exists");
            list.append(not("--socket-exists") ? " !" : "").append(" owner socket exists");
        }
        String shown = list.toString();
        OwnerStatement statement = new OwnerStatement(tests, users, groups);
        return new Extension(name, save.toString(), shown, shown, extension("xt match owner", statement));
    }

    private Range range(
            String option, Test test, String words, Map<Test, Boolean> tests, StringBuilder save, StringBuilder list)
            throws ParameterException {
        String text = given.get(option);
        if (text == null) {
            return NONE;
        }
        Range range = read(option, text);
        tests.put(test, not(option));
        String numbers =
                range.lowest() == range.highest() ? "" + range.lowest() : range.lowest() + "-" + range.highest();
        save.append(save.isEmpty() ? "" : " ")
                .append(bang(option))
                .append(option)
                .append(' ')
                .append(numbers);
        list.append(not(option) ? " !" : "").append(" owner ").append(words).append(numbers);
        return range;
    }

    /** Of names only root's is known. */
    private static Range read(String option, String text) throws ParameterException {
        if (text.equals("root")) {
            return new Range(0, 0);
        }
        if (!text.matches("\\d{1,10}(-\\d{1,10})?")) {
            throw ParameterException.problem("owner: Bad value for \"" + option + "\" option: \"" + text + "\"");
        }
        String[] ends = text.split("-");
        return new Range(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]));
    }
}
