package dev.vethlab.web.settings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What keeps the labs.
 *
 * @param store where labs live: {@code memory}, in this process, or {@code redis}, for several instances and labs that outlive a restart
 */
@ConfigurationProperties("vethlab")
public record StoreSettings(@DefaultValue("memory") Store store) {

    /** Where labs live. */
    public enum Store {
        /** In the memory of this process. */
        MEMORY,
        /** In Redis or Valkey. */
        REDIS
    }
}
