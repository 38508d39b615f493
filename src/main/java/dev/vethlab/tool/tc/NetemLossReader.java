package dev.vethlab.tool.tc;

import dev.vethlab.kernel.sched.NetemOptions;
import dev.vethlab.tool.ip.grammar.Arguments;
import java.util.Optional;

/** Reads what stands behind {@code loss} in {@code netem}: a share, or a model with states. */
final class NetemLossReader {

    private final NetemReader netem;
    private int share;
    private Optional<NetemOptions.LossModel> model = Optional.empty();

    NetemLossReader(NetemReader netem) {
        this.netem = netem;
    }

    int share() {
        return share;
    }

    Optional<NetemOptions.LossModel> model() {
        return model;
    }

    boolean isNone() {
        return share == 0 && model.isEmpty();
    }

    void read() {
        if (!isNone()) {
            throw TcContext.complaint("Illegal \"duplicate loss argument\n\"\n");
        }
        Arguments arguments = netem.arguments();
        if (netem.nextIsNumber()) {
            readShare();
            return;
        }
        String word = arguments.next();
        switch (word) {
            case "random" -> readShare();
            case "state" -> readFourStates();
            case "gemodel" -> readTwoStates();
            default -> throw TcContext.complaint("Unknown loss parameter: " + word + "\n");
        }
    }

    private void readShare() {
        share = netem.percent("loss percent");
        if (netem.nextIsNumber()) {
            netem.setLossCorrelation(netem.percent("loss correlation"));
        }
    }

    private void readFourStates() {
        double first = first("loss p13");
        int p13 = Units.scaled(first);
        int p31 = optional("loss p31", Units.scaled(1. - first));
        int p32 = optional("loss p32", 0);
        int p23 = optional("loss p23", Units.scaled(1.));
        int p14 = optional("loss p14", 0);
        model = Optional.of(new NetemOptions.FourStates(p13, p31, p32, p14, p23));
    }

    private void readTwoStates() {
        double first = first("loss gemodel p");
        int r = optional("loss gemodel r", Units.scaled(1. - first));
        int h = netem.nextIsNumber() ? ~netem.percent("loss gemodel h") : 0;
        int k = optional("loss gemodel k", 0);
        model = Optional.of(new NetemOptions.GilbertElliott(Units.scaled(first), r, h, k));
    }

    private double first(String name) {
        return Units.percent(netem.arguments().next()).orElseThrow(() -> NetemReader.illegal(name));
    }

    private int optional(String name, int usual) {
        return netem.nextIsNumber() ? netem.percent(name) : usual;
    }
}
