package dev.vethlab.explain.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlantedFaultsTest {

    static List<PlantedFault> faults() {
        return PlantedFault.all();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void theCauseIsWhatWasPlantedAndTheFirstFixTakesItBack(PlantedFault fault) throws Exception {
        Diagnosis diagnosis = fault.diagnosis();
        Diagnosis.Cause cause = diagnosis.cause().orElseThrow();

        assertThat(List.of(cause.step().namespace(), cause.step().function())).isEqualTo(fault.place());
        assertThat(cause.step().detail()).isEqualTo(fault.cause());
        assertThat(diagnosis.fixes().get(0).commands()).isEqualTo(fault.fix());
        assertThat(diagnosis.complete()).isTrue();
    }
}
