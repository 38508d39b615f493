package dev.vethlab.web.lab;

import dev.vethlab.lab.catalogue.Catalogue;
import dev.vethlab.lab.store.LabStore;
import dev.vethlab.lab.store.MemoryLabStore;
import dev.vethlab.web.settings.LimitSettings;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What keeps the labs. */
@Configuration
class LabStorage {

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    LabStore labs(LimitSettings limits, InstantSource clock) {
        return new MemoryLabStore(limits.labs(), clock);
    }

    @Bean
    Catalogue catalogue() {
        return Catalogue.load();
    }
}
