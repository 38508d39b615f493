package dev.vethlab.web.packet;

import dev.vethlab.kernel.trace.Step;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * A decision of the kernel about one packet, as clients read it: {@code fate} says what became of the packet, on its last step;
 * {@code packet} is null before the packet was first seen on a device, and {@code reason} where the kernel has no drop reason.
 */
@JsonSerialize(using = StepView.Serializer.class)
public record StepView(Step step) {

    private static final int USUAL_LENGTH = 400;

    /** The word for a verdict or a fate. */
    public static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static final class Serializer extends ValueSerializer<StepView> {

        @Override
        public void serialize(StepView view, JsonGenerator generator, SerializationContext context) {
            JsonBytes json = new JsonBytes(USUAL_LENGTH);
            new StepJson(json).write(view.step);
            json.writeTo(generator);
        }
    }
}
