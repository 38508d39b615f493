package dev.vethlab.tool.nft;

import dev.vethlab.kernel.netfilter.nftables.ByteAmount;
import dev.vethlab.kernel.netfilter.nftables.CounterStatement;
import dev.vethlab.kernel.netfilter.nftables.LimitStatement;
import dev.vethlab.kernel.netfilter.nftables.NamedObject;
import dev.vethlab.kernel.netfilter.nftables.QuotaStatement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What objects with a name say of themselves in JSON (nftables' {@code obj_print_json}). */
final class JsonObjects {

    private JsonObjects() {}

    static void describe(NamedObject named, Map<String, @Nullable Object> object) {
        if (named.measure() instanceof CounterStatement counter) {
            object.put("packets", counter.packets());
            object.put("bytes", counter.bytes());
        } else if (named.measure() instanceof QuotaStatement quota) {
            object.put("bytes", quota.limit());
            object.put("used", quota.used());
            object.put("inv", quota.isOver());
        } else if (named.measure() instanceof LimitStatement limit) {
            limit(limit, object);
        } else {
            named.properties().forEach((key, value) -> ObjectProperties.inJson(key, value, object));
        }
    }

    private static void limit(LimitStatement limit, Map<String, @Nullable Object> object) {
        ByteAmount rate = ByteAmount.of(limit.rate());
        ByteAmount burst = ByteAmount.of(limit.burst());
        object.put("rate", limit.isOfBytes() ? rate.number() : limit.rate());
        object.put("per", limit.unit());
        if (limit.isOver()) {
            object.put("inv", true);
        }
        if (limit.isOfBytes()) {
            object.put("rate_unit", rate.unit());
        }
        object.put("burst", limit.isOfBytes() ? burst.number() : limit.burst());
        if (limit.isOfBytes()) {
            object.put("burst_unit", burst.unit());
        }
    }
}
