package dev.vethlab.kernel.sysctl;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How a file under /proc/sys takes what is written to it: the kernel's {@code proc_handler}s. */
public enum SysctlFormat {
    /** {@code proc_dointvec}, {@code proc_dointvec_minmax}, {@code proc_douintvec_minmax}, {@code proc_dou8vec_minmax}. */
    INTEGER {
        @Override
        String accept(SysctlSpec spec, String current, String text) throws KernelException {
            return Long.toString(SysctlNumber.first(text).within(spec.least(), spec.most()));
        }
    },
    /** {@code proc_doulongvec_minmax}. */
    UNSIGNED_LONG {
        @Override
        String accept(SysctlSpec spec, String current, String text) throws KernelException {
            return Long.toUnsignedString(SysctlNumber.first(text).unsignedWithin(spec.least(), spec.most()));
        }
    },
    /** Any integer but 0 becomes 1 ({@code brnf_sysctl_call_tables}). */
    TRUTH {
        @Override
        String accept(SysctlSpec spec, String current, String text) throws KernelException {
            return SysctlNumber.first(text).within(spec.least(), spec.most()) == 0 ? "0" : "1";
        }
    },
    /** Milliseconds, rounded up to ticks of 4 ms ({@code proc_dointvec_ms_jiffies}). */
    MILLISECONDS {
        @Override
        String accept(SysctlSpec spec, String current, String text) throws KernelException {
            SysctlNumber number = SysctlNumber.first(text);
            int milliseconds = (int) (number.negative() ? -number.magnitude() : number.magnitude());
            if (milliseconds < 0) {
                throw new KernelException(Errno.EINVAL);
            }
            return Long.toString((milliseconds + 3L) / 4 * 4);
        }
    },
    /** As many integers as there are; those that are not written stay ({@code proc_dointvec_minmax} with a vector). */
    INTEGERS {
        @Override
        String accept(SysctlSpec spec, String current, String text) throws KernelException {
            String[] values = current.split("\t", -1);
            List<SysctlNumber> numbers = SysctlNumber.read(text, values.length);
            for (int i = 0; i < numbers.size(); i++) {
                values[i] = Long.toString(numbers.get(i).within(spec.least(), spec.most()));
            }
            return String.join("\t", values);
        }
    },
    /** One of a few words ({@code tcp_set_default_congestion_control} and its like). */
    WORD {
        @Override
        String accept(SysctlSpec spec, String current, String text) throws KernelException {
            String word = firstLine(text);
            if (!spec.words().contains(word)) {
                throw new KernelException(Errno.ENOENT);
            }
            return word;
        }
    },
    /** A set of numbers as ranges ({@code proc_do_large_bitmap}). */
    BITMAP {
        @Override
        String accept(SysctlSpec spec, String current, String text) throws KernelException {
            return SysctlBitmap.parse(firstLine(text), (int) spec.most() + 1).toString();
        }
    },
    /** A mask of processors, in hexadecimal ({@code rps_default_mask_sysctl}). */
    PROCESSORS {
        @Override
        String accept(SysctlSpec spec, String current, String text) throws KernelException {
            String digits = firstLine(text).strip();
            if (!digits.matches("[0-9a-fA-F]{1,8}")) {
                throw new KernelException(Errno.EINVAL);
            }
            long mask = Long.parseLong(digits, 16);
            if (mask > spec.most()) {
                throw new KernelException(Errno.EOVERFLOW);
            }
            return Long.toHexString(mask);
        }
    },
    /** Four numbers of 32 bits in hexadecimal, or eight ({@code proc_tcp_fastopen_key}). */
    FASTOPEN_KEY {
        @Override
        String accept(SysctlSpec spec, String current, String text) throws KernelException {
            String key = firstLine(text).strip();
            if (!key.matches("(?i)([0-9a-f]{1,8}-){3}[0-9a-f]{1,8}(,([0-9a-f]{1,8}-){3}[0-9a-f]{1,8})?")) {
                throw new KernelException(Errno.EINVAL);
            }
            List<String> parts = new ArrayList<>();
            for (String one : key.split(",", -1)) {
                parts.add(List.of(one.split("-", -1)).stream()
                        .map(part -> "%08x".formatted(Long.parseLong(part, 16)))
                        .collect(Collectors.joining("-")));
            }
            return String.join(",", parts);
        }
    },
    /** An IPv6 address; cannot be read before it has been written ({@code addrconf_sysctl_stable_secret}). */
    SECRET {
        @Override
        String accept(SysctlSpec spec, String current, String text) throws KernelException {
            String secret = firstLine(text);
            if (!secret.matches("[0-9a-fA-F:]{2,39}") || secret.indexOf(':') < 0) {
                throw new KernelException(Errno.EIO);
            }
            return secret;
        }
    },
    /** Does something when anything is written, and keeps nothing ({@code ipv4_sysctl_rtcache_flush}). */
    TRIGGER {
        @Override
        String accept(SysctlSpec spec, String current, String text) {
            return current;
        }
    };

    /**
     * What reading gives after {@code text} has been written.
     *
     * @throws KernelException where the file refuses the text
     */
    abstract String accept(SysctlSpec spec, String current, String text) throws KernelException;

    private static String firstLine(String text) {
        int newline = text.indexOf('\n');
        return newline < 0 ? text : text.substring(0, newline);
    }
}
