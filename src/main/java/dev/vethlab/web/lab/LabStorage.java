package dev.vethlab.web.lab;

import dev.vethlab.lab.catalogue.Catalogue;
import dev.vethlab.lab.store.LabStore;
import dev.vethlab.lab.store.MemoryLabStore;
import dev.vethlab.web.security.Callers;
import dev.vethlab.web.security.OwnedLabs;
import dev.vethlab.web.settings.LimitSettings;
import dev.vethlab.web.settings.MemoryStoreSettings;
import dev.vethlab.web.settings.StoreSettings;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** What keeps the labs. */
@Configuration
class LabStorage {

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    @ConditionalOnProperty(name = "vethlab.store", havingValue = "memory", matchIfMissing = true)
    LabStore allLabs(LimitSettings limits, MemoryStoreSettings settings, InstantSource clock) {
        return new MemoryLabStore(limits.labs(), settings.idle(), clock);
    }

    /** The settings come first: where they name no store there is, that is what the start is refused with. */
    @Bean
    @Primary
    LabStore labs(
            StoreSettings settings, @Qualifier("allLabs") LabStore allLabs, LimitSettings limits, Callers callers) {
        return new OwnedLabs(allLabs, callers, limits.labsPerOwner());
    }

    @Bean
    Catalogue catalogue() {
        return Catalogue.load();
    }
}
