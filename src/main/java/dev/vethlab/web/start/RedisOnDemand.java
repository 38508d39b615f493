package dev.vethlab.web.start;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/** Leaves out what Spring Boot would set up for Redis: all of it but the connection, and that too where labs are not kept there. */
public final class RedisOnDemand implements AutoConfigurationImportFilter, EnvironmentAware {

    private static final String PACKAGE = "org.springframework.boot.data.redis.autoconfigure.";
    private static final String CONNECTION = PACKAGE + "DataRedisAutoConfiguration";
    private static final Set<String> NEVER = Set.of(
            PACKAGE + "DataRedisReactiveAutoConfiguration",
            PACKAGE + "DataRedisRepositoriesAutoConfiguration",
            PACKAGE + "health.DataRedisHealthContributorAutoConfiguration",
            PACKAGE + "health.DataRedisReactiveHealthContributorAutoConfiguration");

    private boolean wanted;

    @Override
    public void setEnvironment(Environment environment) {
        wanted = environment.getProperty("vethlab.store", "memory").equals("redis");
    }

    @Override
    public boolean[] match(@Nullable String[] candidates, AutoConfigurationMetadata metadata) {
        boolean[] matches = new boolean[candidates.length];
        for (int i = 0; i < candidates.length; i++) {
            String candidate = candidates[i];
            matches[i] = candidate == null || (!NEVER.contains(candidate) && (wanted || !candidate.equals(CONNECTION)));
        }
        return matches;
    }
}
