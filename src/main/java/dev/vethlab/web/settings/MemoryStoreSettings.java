package dev.vethlab.web.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How labs are kept in memory, where {@code vethlab.store} is {@code memory}.
 *
 * @param idle how long the machine of a lab is kept behind the last request; from then on a lab is its journal until it is
 *     used again
 */
@ConfigurationProperties("vethlab.memory")
public record MemoryStoreSettings(@DefaultValue("1m") Duration idle) {}
