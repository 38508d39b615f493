package dev.vethlab.tool.iptables;

import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.netfilter.nftables.AssignStatement;
import dev.vethlab.kernel.netfilter.nftables.ExtensionStatement;
import dev.vethlab.kernel.netfilter.nftables.InertStatement;
import dev.vethlab.kernel.netfilter.nftables.MetaKey;
import dev.vethlab.kernel.netfilter.nftables.Operand;
import dev.vethlab.kernel.netfilter.nftables.PlacedStatement;
import dev.vethlab.kernel.netfilter.nftables.QueueStatement;
import dev.vethlab.kernel.netfilter.nftables.Statement;
import dev.vethlab.kernel.netfilter.nftables.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Targets that change nothing that a lab shows, and {@code NFQUEUE}, which nobody listens to. */
final class RarerTargets {

    static final List<String> QUEUE = List.of("--queue-num", "--queue-balance", "--queue-bypass", "--queue-cpu-fanout");

    private static final long MOST_QUEUES = 0xffff;
    private static final int HEX = 16;

    private final String name;
    private final Map<String, String> given;

    RarerTargets(String name, Map<String, String> given) {
        this.name = name;
        this.given = given;
    }

    Extension build() throws ParameterException {
        return switch (name) {
            case "CLASSIFY" -> classify();
            case "CHECKSUM" -> {
                required("--checksum-fill");
                yield extension("--checksum-fill", " CHECKSUM fill", new InertStatement("xt target CHECKSUM"));
            }
            case "NFQUEUE" -> queue();
            default -> extension("", "", new InertStatement(""), "meta nftrace set 1");
        };
    }

    private String required(String option) throws ParameterException {
        String text = given.get(option);
        if (text == null) {
            throw ParameterException.problem(name + ": option \"" + option + "\" must be specified\n");
        }
        return text;
    }

    private Extension extension(String save, String list, Statement statement) {
        return extension(save, list, statement, "xt target " + name);
    }

    private Extension extension(String save, String list, Statement statement, String translation) {
        return extension(save, list, List.of(statement), translation);
    }

    private Extension extension(String save, String list, List<Statement> parts, String translation) {
        return new Extension(name, save, list, list, List.of(new ExtensionStatement(parts, false, translation)));
    }

    private Extension classify() throws ParameterException {
        String text = required("--set-class");
        if (!text.matches("[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]{1,4}")) {
            throw ParameterException.problem("Bad class value \"" + text + "\"");
        }
        int colon = text.indexOf(':');
        int major = Integer.parseInt(text.substring(0, colon), HEX);
        int minor = Integer.parseInt(text.substring(colon + 1), HEX);
        return extension(
                String.format(Locale.ROOT, "--set-class %04x:%04x", major, minor),
                String.format(Locale.ROOT, " CLASSIFY set %x:%x", major, minor),
                List.of(
                        new PlacedStatement("", Set.of(HookPoint.FORWARD, HookPoint.LOCAL_OUT, HookPoint.POST_ROUTING)),
                        new AssignStatement(
                                MetaKey.PRIORITY, new Operand.Constant(Value.of((long) major << 16 | minor)))),
                String.format(Locale.ROOT, "meta priority set %x:%x", major, minor));
    }

    private Extension queue() throws ParameterException {
        StringBuilder save = new StringBuilder();
        StringBuilder list = new StringBuilder(" NFQUEUE");
        if (given.containsKey("--queue-balance")) {
            Ports.Range range = Ports.Range.parse(given.getOrDefault("--queue-balance", ""), ':');
            save.append("--queue-balance ").append(range.text(':'));
            list.append(" balance ").append(range.text(':'));
        } else {
            String text = given.getOrDefault("--queue-num", "0");
            long number = OptionNumber.read(name, "--queue-num", text, 0, MOST_QUEUES);
            save.append("--queue-num ").append(number);
            list.append(" num ").append(number);
        }
        boolean bypass = given.containsKey("--queue-bypass");
        boolean fanout = given.containsKey("--queue-cpu-fanout");
        save.append(bypass ? " --queue-bypass" : "").append(fanout ? " --queue-cpu-fanout" : "");
        list.append(bypass ? " bypass" : "").append(fanout ? " cpu-fanout" : "");
        String queues = save.toString().split(" ")[1].replace(':', '-');
        String options = bypass && fanout ? " bypass,fanout" : bypass ? " bypass" : fanout ? " fanout" : "";
        return extension(
                save.toString(), list.toString(), new QueueStatement(bypass, ""), "queue num " + queues + options);
    }
}
