package dev.vethlab.tool.nft;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What describes helpers, timeouts and expectations of connections, between what was written and what is shown. */
final class ObjectProperties {

    private ObjectProperties() {}

    /** The times of the states of a connection, by state: {@code policy = { established : 120 }}. */
    record Policy(Map<String, Long> seconds) {

        Policy {
            seconds = new LinkedHashMap<>(seconds);
        }

        @Override
        public String toString() {
            StringJoiner text = new StringJoiner(", ", "= { ", " }");
            seconds.forEach((state, time) -> text.add(state + " : " + time));
            return text.toString();
        }
    }

    /** A span of time that is written with its units, and told in JSON as milliseconds. */
    record Time(long milliseconds, String text) {

        @Override
        public String toString() {
            return text;
        }
    }

    /** The kind of helper and its protocol, which stand in one line. */
    record HelperKind(String type, String protocol) {

        @Override
        public String toString() {
            return '"' + type + "\" protocol " + protocol;
        }
    }

    static void inJson(String key, Object value, Map<String, @Nullable Object> object) {
        if (value instanceof Policy policy) {
            object.put(key, policy.seconds());
        } else if (value instanceof Time time) {
            object.put(key, time.milliseconds());
        } else if (value instanceof HelperKind helper) {
            object.put("type", helper.type());
            object.put("protocol", helper.protocol());
        } else {
            object.put(key, value);
        }
    }
}
