package dev.vethlab.web.packet;

import dev.vethlab.lab.TracedPacket;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;

/** A captured packet as clients read it. */
@JsonSerialize(using = PacketView.Serializer.class)
public record PacketView(TracedPacket packet) {

    private static final int USUAL_LENGTH = 700;

    static final class Serializer extends ValueSerializer<PacketView> {

        @Override
        public void serialize(PacketView view, JsonGenerator generator, SerializationContext context) {
            JsonBytes json = new JsonBytes(USUAL_LENGTH);
            new PacketJson(json).write(view.packet);
            json.writeTo(generator);
        }
    }
}
