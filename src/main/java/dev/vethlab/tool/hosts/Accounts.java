package dev.vethlab.tool.hosts;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The users and groups that a new Debian 12 has ({@code /etc/passwd}, {@code /etc/group}). */
public final class Accounts {

    private static final Map<String, Integer> USERS =
            read("root 0 daemon 1 bin 2 sys 3 sync 4 games 5 man 6 lp 7 mail 8"
                    + " news 9 uucp 10 proxy 13 www-data 33 backup 34 list 38 irc 39 _apt 42 nobody 65534");

    private static final Map<String, Integer> GROUPS = read("root 0 daemon 1 bin 2 sys 3 adm 4 tty 5 disk 6 lp 7 mail 8"
            + " news 9 uucp 10 man 12 proxy 13 kmem 15 dialout 20 fax 21 voice 22 cdrom 24 floppy 25 tape 26 sudo 27"
            + " audio 29 dip 30 www-data 33 backup 34 operator 37 list 38 irc 39 src 40 shadow 42 utmp 43 video 44"
            + " sasl 45 plugdev 46 staff 50 games 60 users 100 nogroup 65534");

    private Accounts() {}

    private static Map<String, Integer> read(String table) {
        Map<String, Integer> accounts = new LinkedHashMap<>();
        String[] words = table.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            accounts.put(words[i], Integer.valueOf(words[i + 1]));
        }
        return accounts;
    }

    /** The number of a user; empty where there is none of the name. */
    public static Optional<Integer> user(String name) {
        return Optional.ofNullable(USERS.get(name));
    }

    /** The number of a group; empty where there is none of the name. */
    public static Optional<Integer> group(String name) {
        return Optional.ofNullable(GROUPS.get(name));
    }

    /** The name of a user; empty where nobody has the number. */
    public static Optional<String> userName(long number) {
        return name(USERS, number);
    }

    /** The name of a group; empty where none has the number. */
    public static Optional<String> groupName(long number) {
        return name(GROUPS, number);
    }

    private static Optional<String> name(Map<String, Integer> accounts, long number) {
        return accounts.entrySet().stream()
                .filter(account -> account.getValue() == number)
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
