package dev.vethlab.tool.traceroute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.tool.programs.Programs;
import dev.vethlab.tool.shell.Shell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracerouteTest {

    private final Shell shell = new Shell(new Kernel(1, 1000), Programs.all(), 100_000);

    @BeforeEach
    void bringUpLoopback() {
        shell.run("ip link set lo up");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-x 1.1.1.1|Bad option `-x' (argc 1)",
                "-m|Option `-m' (argc 1) requires an argument: `-m max_ttl'",
                "-nq1 1.1.1.1|Option `-q' (argc 1) requires an argument: `-q nqueries'",
                "-m abc 1.1.1.1|Cannot handle `-m' option with arg `abc' (argc 2)",
                "--max-h=2 1.1.1.1|Bad option `--max-h=2' (with arg `2') (argc 1)",
                "--max-hops 2 1.1.1.1|Option `--max-hops' (argc 1) requires an argument: `--max-hops=max_ttl'",
                "1.1.1.1 40 50|Extra arg `50' (position 3, argc 3)",
                "-f 5 -m 3 1.1.1.1|first hop out of range",
                "-w -1 1.1.1.1|bad wait specifications `-1,0,0' used",
                "1.1.1.1 65001|too big packetlen 65001 specified",
                "-M foo 1.1.1.1|Unknown traceroute module foo"
            })
    void aWrongCommandLineIsToldInTraceroutesOwnWords(String arguments, String complaint) {
        Shell.Result result = shell.run("traceroute " + arguments);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.stderr()).isEqualTo(complaint + "\n");
    }

    @Test
    void everyMethodReachesTheHostItself() {
        for (String method : new String[] {"", "-I ", "-T ", "-U "}) {
            Shell.Result result = shell.run("traceroute -n " + method + "127.0.0.1");

            assertThat(result.stdout())
                    .matches("traceroute to 127.0.0.1 \\(127.0.0.1\\), 30 hops max, 60 byte packets\n"
                            + " 1  127.0.0.1(  [0-9.]+ ms){3}\n");
        }
    }
}
