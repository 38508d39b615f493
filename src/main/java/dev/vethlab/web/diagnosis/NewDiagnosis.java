package dev.vethlab.web.diagnosis;

import dev.vethlab.lab.Endpoint;
import dev.vethlab.lab.PingRequest;
import dev.vethlab.lab.Probe;
import dev.vethlab.lab.Transport;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants to know of exactly one of a ping, a TCP connection and UDP datagrams.
 *
 * @param expect {@code success} (the default) or {@code failure}
 * @param candidates command lines of which those are wanted that are needed
 */
record NewDiagnosis(
        @Nullable @Valid PingRequest ping,
        @Nullable @Valid Endpoint tcp,
        @Nullable @Valid Endpoint udp,

        @Nullable @Pattern(regexp = "success|failure", message = "must be success or failure")
        String expect,

        @Nullable @Size(max = 50) List<@NotBlank @Size(max = 4000) String> candidates) {

    /** What is tried, under the name that it has here; none or several where the client did not give exactly one. */
    Map<String, Probe> probes() {
        Map<String, Probe> probes = new LinkedHashMap<>();
        if (ping != null) {
            probes.put("ping", ping);
        }
        if (tcp != null) {
            probes.put("tcp", tcp.over(Transport.TCP));
        }
        if (udp != null) {
            probes.put("udp", udp.over(Transport.UDP));
        }
        return probes;
    }
}
