package dev.vethlab.web.lab;

import dev.vethlab.lab.StoreUnavailableException;
import dev.vethlab.lab.store.LabStore;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether labs can be found and kept: {@code store} in the service's health, and a condition of its readiness. */
@Component("storeHealthIndicator")
class StoreHealth implements HealthIndicator {

    private final LabStore labs;

    StoreHealth(LabStore labs) {
        this.labs = labs;
    }

    @Override
    public Health health() {
        try {
            labs.check();
            return Health.up().build();
        } catch (StoreUnavailableException away) {
            return Health.down().withDetail("store", "away").build();
        }
    }
}
