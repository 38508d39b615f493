package dev.vethlab.tool.ip.grammar;

/**
 * The options that stand before the object.
 *
 * @param family {@code -family}, {@code -4}, {@code -6}, {@code -0}, {@code -B}, {@code -M}; UNSPEC where none was given
 * @param statistics how many times {@code -statistics} was given
 * @param details how many times {@code -details} was given
 * @param humanReadable {@code -human-readable}: numbers with k, M, G
 * @param iec {@code -iec}: powers of 1024
 * @param resolve {@code -resolve}: names of hosts
 * @param oneline {@code -oneline}: a backslash in place of line ends within a record
 * @param json {@code -json}
 * @param pretty {@code -pretty}
 * @param brief {@code -brief}
 * @param numeric {@code -Numeric}
 * @param all {@code -all}: every namespace
 * @param echo {@code -echo}
 * @param force {@code -force}: a batch goes on after an error
 * @param color {@code -color}
 * @param batch whether the command is a line of a batch
 */
public record IpOptions(
        AddressFamily family,
        int statistics,
        int details,
        boolean humanReadable,
        boolean iec,
        boolean resolve,
        boolean oneline,
        boolean json,
        boolean pretty,
        boolean brief,
        boolean numeric,
        boolean all,
        boolean echo,
        boolean force,
        boolean color,
        boolean batch) {

    /** No option at all. */
    public static final IpOptions NONE = new IpOptions(
            AddressFamily.UNSPEC,
            0,
            0,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            false);

    /** Whether {@code -statistics} was given. */
    public boolean showStatistics() {
        return statistics > 0;
    }

    /** Whether {@code -details} was given. */
    public boolean showDetails() {
        return details > 0;
    }

    /** These options with another family, as {@code ip route} has INET where none was given. */
    public IpOptions withFamily(AddressFamily other) {
        return new IpOptions(
                other,
                statistics,
                details,
                humanReadable,
                iec,
                resolve,
                oneline,
                json,
                pretty,
                brief,
                numeric,
                all,
                echo,
                force,
                color,
                batch);
    }
}
