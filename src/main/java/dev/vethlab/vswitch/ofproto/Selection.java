package dev.vethlab.vswitch.ofproto;

import dev.vethlab.vswitch.flow.Field;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a group chooses one of its buckets ({@code struct ofputil_group_props}).
 *
 * @param method {@code hash} or {@code dp_hash}; empty where nothing is said
 * @param fields what is hashed, each with the bits that matter
 */
public record Selection(String method, long parameter, Map<Field, Long> fields) {

    public static final Selection NONE = new Selection("", 0, Map.of());

    public Selection {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
