package dev.vethlab.kernel.netfilter.nftables;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The values are those of lookup3.c's hashlittle, whose initial value the kernel's jhash adds as it does. */
class JenkinsHashTest {

    @Test
    void nothingHashesToTheInitialValue() {
        assertThat(JenkinsHash.of(new byte[0], 0)).isEqualTo(0xdeadbeef);
        assertThat(JenkinsHash.of(new byte[0], 0xdeadbeef)).isEqualTo(0xbd5b7dde);
    }

    @Test
    void severalBlocksAreMixed() {
        byte[] text = "Four score and seven years ago".getBytes(StandardCharsets.US_ASCII);
        assertThat(JenkinsHash.of(text, 0)).isEqualTo(0x17770551);
        assertThat(JenkinsHash.of(text, 1)).isEqualTo(0xcd628161);
    }
}
