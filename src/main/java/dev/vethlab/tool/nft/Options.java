package dev.vethlab.tool.nft;

import dev.vethlab.kernel.netfilter.nftables.TextStyle;
import java.util.ArrayList;
import java.util.List;

/** What the command line says before the commands. */
record Options(
        TextStyle style,
        boolean echo,
        boolean check,
        boolean version,
        boolean help,
        boolean fromInput,
        boolean json,
        String complaint,
        List<String> words) {

    static Options read(List<String> arguments) {
        boolean[] flags = new boolean[128];
        List<String> words = new ArrayList<>();
        String complaint = "";
        int at = 0;
        while (at < arguments.size()) {
            String argument = arguments.get(at++);
            if (!words.isEmpty() && !argument.matches("-[a-zA-Z]")) {
                words.add(argument);
            } else if (argument.startsWith("--")) {
                char letter = letter(argument);
                flags[letter] = true;
                if (letter == 0) {
                    complaint = "nft: unrecognized option '" + argument + "'\n";
                }
            } else if (argument.startsWith("-") && argument.length() > 1 && Character.isLetter(argument.charAt(1))) {
                for (int i = 1; i < argument.length(); i++) {
                    flags[argument.charAt(i) & 127] = true;
                    if ("hvVfDiIcosatSNunypTejd".indexOf(argument.charAt(i)) < 0) {
                        complaint = "nft: invalid option -- '" + argument.charAt(i) + "'\n";
                    }
                }
                if (argument.endsWith("f")) {
                    at++;
                }
            } else {
                words.add(argument);
            }
        }
        boolean numeric = flags['n'];
        TextStyle style = new TextStyle(
                flags['a'],
                !flags['s'],
                numeric || flags['p'],
                numeric || flags['y'],
                flags['t'],
                flags['S'],
                index -> "");
        return new Options(
                style,
                flags['e'],
                flags['c'],
                flags['v'],
                flags['h'],
                flags['f'],
                flags['j'],
                complaint,
                List.copyOf(words));
    }

    private static char letter(String option) {
        return switch (option) {
            case "--handle" -> 'a';
            case "--stateless" -> 's';
            case "--numeric" -> 'n';
            case "--numeric-priority" -> 'y';
            case "--numeric-protocol" -> 'p';
            case "--terse" -> 't';
            case "--service" -> 'S';
            case "--echo" -> 'e';
            case "--check" -> 'c';
            case "--version" -> 'v';
            case "--help" -> 'h';
            case "--file" -> 'f';
            case "--json" -> 'j';
            default -> '\0';
        };
    }
}
