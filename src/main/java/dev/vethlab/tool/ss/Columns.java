package dev.vethlab.tool.ss;

import java.util.ArrayList;
import java.util.List;

/** Lays rows out in columns, as wide as what is in them ({@code render} of ss.c, where there is no terminal). */
final class Columns {

    /** The columns in their order; fields of an address stand to the right, so that they meet their port. */
    enum Column {
        NETID("Netid", "", false),
        STATE("State", " ", false),
        RECEIVE_QUEUE("Recv-Q", " ", false),
        SEND_QUEUE("Send-Q", " ", false),
        ADDRESS("Local Address:", " ", true),
        PORT("Port", "", false),
        PEER("Peer Address:", " ", true),
        PEER_PORT("Port", "", false),
        PROCESS("Process", "", false);

        private final String header;
        private final String delimiter;
        private final boolean right;

        Column(String header, String delimiter, boolean right) {
            this.header = header;
            this.delimiter = delimiter;
            this.right = right;
        }
    }

    private static final Column[] ALL = Column.values();

    private final boolean[] hidden = new boolean[ALL.length];
    private final List<String[]> rows = new ArrayList<>();

    void hide(Column column) {
        hidden[column.ordinal()] = true;
    }

    void addHeader() {
        String[] row = new String[ALL.length];
        for (Column column : ALL) {
            row[column.ordinal()] = column.header;
        }
        rows.add(row);
    }

    /** Adds a row; a field for each column. */
    void add(String... fields) {
        rows.add(fields);
    }

    String render() {
        int[] widths = new int[ALL.length];
        for (Column column : ALL) {
            int i = column.ordinal();
            for (String[] row : rows) {
                widths[i] = hidden[i] ? 0 : Math.max(widths[i], row[i].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            boolean started = false;
            for (Column column : ALL) {
                int i = column.ordinal();
                if (hidden[i] || widths[i] == 0) {
                    continue;
                }
                text.append(started ? column.delimiter : "");
                String padding = " ".repeat(widths[i] - row[i].length());
                text.append(column.right ? padding + row[i] : row[i] + padding);
                started = true;
            }
            text.append('\n');
        }
        return text.toString();
    }
}
