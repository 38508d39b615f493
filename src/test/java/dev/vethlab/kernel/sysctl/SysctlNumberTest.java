package dev.vethlab.kernel.sysctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vethlab.kernel.errno.KernelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SysctlNumberTest {

    @ParameterizedTest
    @CsvSource({"'1\n',1", "' 12\n',12", "0x2,2", "010,8", "-7,-7", "'3 4',3", "'1 x',1", "'1\t1\n',1", "00,0"})
    void theFirstNumberOfATextCounts(String text, long value) throws KernelException {
        assertThat(SysctlNumber.first(text).within(Integer.MIN_VALUE, Integer.MAX_VALUE))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "x", "5x\n", "+1", "1,1", "08", "0x", "- 1", "--1", "99999999999999999999999", "0xg"})
    void whatIsNoNumberIsRefused(String text) {
        assertThatThrownBy(() -> SysctlNumber.first(text))
                .isInstanceOf(KernelException.class)
                .hasMessage("Invalid argument");
    }

    @Test
    void limitsIncludeTheirEnds() throws KernelException {
        assertThat(SysctlNumber.first("255").within(1, 255)).isEqualTo(255);
        assertThatThrownBy(() -> SysctlNumber.first("256").within(1, 255)).hasMessage("Invalid argument");
        assertThatThrownBy(() -> SysctlNumber.first("18446744073709551615").within(-1, 1))
                .hasMessage("Invalid argument");
    }
}
