package dev.vethlab.web.diagnosis;

import dev.vethlab.lab.PingRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants to know.
 *
 * @param tcp a TCP connection, which cannot be diagnosed
 * @param udp a UDP datagram, which cannot be diagnosed
 * @param expect {@code success} (the default) or {@code failure}
 * @param candidates command lines of which those are wanted that are needed
 */
record NewDiagnosis(
        @Nullable @Valid PingRequest ping,
        @Nullable Map<String, Object> tcp,
        @Nullable Map<String, Object> udp,

        @Nullable @Pattern(regexp = "success|failure", message = "must be success or failure")
        String expect,

        @Nullable @Size(max = 50) List<@NotBlank @Size(max = 4000) String> candidates) {}
