package dev.vethlab.web.packet;

import dev.vethlab.kernel.trace.Step;
import dev.vethlab.lab.TracedPacket;
import dev.vethlab.web.buffer.SpareBuffers;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;

/** Every packet on every interface while something ran, and the kernel's decisions about them, as clients read them. */
@JsonSerialize(using = TraceView.Serializer.class)
public record TraceView(List<TracedPacket> packets, List<Step> steps) {

    private static final int USUAL_PACKET = 600;
    private static final int USUAL_STEP = 290;
    private static final int REST = 100;
    private static final byte[] PACKETS = JsonBytes.fragment("{\"packets\":[");
    private static final byte[] STEPS = JsonBytes.fragment("],\"steps\":[");
    private static final byte[] END = JsonBytes.fragment("]}");

    static final class Serializer extends ValueSerializer<TraceView> {

        private final SpareBuffers buffers = new SpareBuffers();

        @Override
        public void serialize(TraceView trace, JsonGenerator generator, SerializationContext context) {
            JsonBytes json = new JsonBytes(
                    buffers.take(trace.packets.size() * USUAL_PACKET + trace.steps.size() * USUAL_STEP + REST));
            json.raw(PACKETS);
            PacketJson packets = new PacketJson(json);
            for (int i = 0; i < trace.packets.size(); i++) {
                if (i > 0) {
                    json.raw(',');
                }
                packets.write(trace.packets.get(i));
            }
            json.raw(STEPS);
            StepJson steps = new StepJson(json);
            for (int i = 0; i < trace.steps.size(); i++) {
                if (i > 0) {
                    json.raw(',');
                }
                steps.write(trace.steps.get(i));
            }
            json.raw(END).writeTo(generator);
            buffers.give(json.buffer());
        }
    }
}
