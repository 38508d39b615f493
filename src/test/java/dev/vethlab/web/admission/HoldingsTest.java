package dev.vethlab.web.admission;

import static dev.vethlab.web.admission.Holdings.Refusal.CLIENT_FULL;
import static dev.vethlab.web.admission.Holdings.Refusal.FULL;
import static dev.vethlab.web.admission.Holdings.Refusal.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.web.settings.RequestSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HoldingsTest {

    private final Holdings holdings =
            new Holdings(new RequestSettings(0, 0, 10, 10, Duration.ofSeconds(1), null, 10, 1_000, 600, 3, 2, 85));

    @Test
    void aClientHasItsPartOfTheBytesAndTheRestIsForOthers() {
        assertThat(holdings.take("ann", 600)).isEqualTo(NONE);
        assertThat(holdings.take("ann", 1)).isEqualTo(CLIENT_FULL);
        assertThat(holdings.take("bob", 400)).isEqualTo(NONE);
        assertThat(holdings.take("eve", 1)).isEqualTo(FULL);

        holdings.give("ann", 600);
        assertThat(holdings.take("eve", 500)).isEqualTo(NONE);
    }

    @Test
    void whoDoesNotReadIsServedNoMore() {
        holdings.answer("ann");
        assertThat(holdings.mayServe("ann")).isEqualTo(NONE);
        holdings.answer("ann");
        assertThat(holdings.mayServe("ann")).isEqualTo(CLIENT_FULL);
        assertThat(holdings.mayServe("bob")).isEqualTo(NONE);
        holdings.answer("bob");
        assertThat(holdings.mayServe("eve")).isEqualTo(FULL);

        holdings.answered("ann");
        assertThat(holdings.mayServe("ann")).isEqualTo(NONE);
        assertThat(holdings.mayServe("eve")).isEqualTo(NONE);
    }
}
