package dev.vethlab.web.lab;

import dev.vethlab.lab.CommandFailedException;
import dev.vethlab.lab.StaleRevisionException;
import dev.vethlab.lab.store.LabStore;
import dev.vethlab.web.problem.FieldProblem;
import dev.vethlab.web.problem.ProblemException;
import dev.vethlab.web.settings.DemoSettings;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Makes the lab that is ready at start, before the first request can come, and says where it is. */
@Component
class DemoLab implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(DemoLab.class);

    private final DemoSettings demo;
    private final LabStore labs;
    private final LabMaking making;

    DemoLab(DemoSettings demo, LabStore labs, LabMaking making) {
        this.demo = demo;
        this.labs = labs;
        this.making = making;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (demo.lab() == null) {
            return;
        }
        try {
            if (labs.find(demo.lab()).isEmpty()) {
                making.make(demo.lab(), demo.topology(), demo.profile());
            }
        } catch (ProblemException unknown) {
            throw refused(unknown);
        } catch (CommandFailedException | StaleRevisionException failure) {
            throw new IllegalStateException("the demo lab cannot be made: " + failure.getMessage(), failure);
        }
    }

    /** What the start is refused with: the property that names something that there is not, and what there is. */
    private InvalidConfigurationPropertyValueException refused(ProblemException unknown) {
        boolean profile =
                unknown.errors().stream().anyMatch(field -> field.pointer().equals("/profile"));
        return new InvalidConfigurationPropertyValueException(
                profile ? "vethlab.demo.profile" : "vethlab.demo.topology",
                profile ? demo.profile() : demo.topology(),
                unknown.errors().stream().map(FieldProblem::detail).collect(Collectors.joining("; ")));
    }

    @EventListener
    void announce(WebServerInitializedEvent event) {
        if (demo.lab() != null && event.getApplicationContext().getServerNamespace() == null) {
            LOG.info(
                    "a lab is ready: http://localhost:{}/api/v1/labs/{}",
                    event.getWebServer().getPort(),
                    demo.lab());
        }
    }
}
