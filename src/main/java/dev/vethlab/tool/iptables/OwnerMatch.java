package dev.vethlab.tool.iptables;

import dev.vethlab.kernel.netfilter.nftables.OwnerStatement;
import dev.vethlab.kernel.netfilter.nftables.OwnerStatement.Range;
import dev.vethlab.kernel.netfilter.nftables.OwnerStatement.Test;
import dev.vethlab.tool.hosts.Accounts;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

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
        StringBuilder names = new StringBuilder();
        Range users = range("--uid-owner", Test.USER, "UID match ", tests, save, list, names);
        Range groups = range("--gid-owner", Test.GROUP, "GID match ", tests, save, list, names);
        if (given.containsKey("--socket-exists")) {
            tests.put(Test.SOCKET, not("--socket-exists"));
            save.append(save.isEmpty() ? "" : " ")
                    .append(bang("--socket-exists"))
                    .append("--socket-exists");
            String exists = (not("--socket-exists") ? " !" : "") + " owner socket exists";
            list.append(exists);
            names.append(exists);
        }
        String shown = list.toString();
        OwnerStatement statement = new OwnerStatement(tests, users, groups);
        return new Extension(
                name, save.toString(), shown, names.toString(), extension(words(users, groups), statement));
    }

    /** As {@code nft} writes it, which has no word for a socket alone. */
    private String words(Range users, Range groups) {
        if (given.containsKey("--socket-exists") || given.size() > 1) {
            return "xt match owner";
        }
        boolean ofUser = given.containsKey("--uid-owner");
        Range range = ofUser ? users : groups;
        String sign = not(ofUser ? "--uid-owner" : "--gid-owner") ? "!= " : "";
        String numbers =
                range.lowest() == range.highest() ? "" + range.lowest() : range.lowest() + "-" + range.highest();
        return (ofUser ? "skuid " : "skgid ") + sign + numbers;
    }

    private Range range(
            String option,
            Test test,
            String words,
            Map<Test, Boolean> tests,
            StringBuilder save,
            StringBuilder list,
            StringBuilder names)
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
        String beginning = (not(option) ? " !" : "") + " owner " + words;
        list.append(beginning).append(numbers);
        names.append(beginning).append(name(test, range).orElse(numbers));
        return range;
    }

    private static Optional<String> name(Test test, Range range) {
        if (range.lowest() != range.highest()) {
            return Optional.empty();
        }
        return test == Test.USER ? Accounts.userName(range.lowest()) : Accounts.groupName(range.lowest());
    }

    private static Range read(String option, String text) throws ParameterException {
        Optional<Integer> account = option.equals("--uid-owner") ? Accounts.user(text) : Accounts.group(text);
        if (account.isPresent()) {
            return new Range(account.get(), account.get());
        }
        if (!text.matches("\\d{1,10}(-\\d{1,10})?")) {
            throw ParameterException.problem("owner: Bad value for \"" + option + "\" option: \"" + text + "\"");
        }
        String[] ends = text.split("-");
        return new Range(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]));
    }
}
