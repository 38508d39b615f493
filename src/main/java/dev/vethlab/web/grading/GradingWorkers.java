package dev.vethlab.web.grading;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The threads that grade classes: one a processor, whoever asks. */
@Component
class GradingWorkers implements DisposableBean {

    private final ExecutorService pool =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), GradingWorkers::worker);

    ExecutorService pool() {
        return pool;
    }

    @Override
    public void destroy() {
        pool.shutdownNow();
    }

    private static Thread worker(Runnable work) {
        Thread thread = new Thread(work, "grading");
        thread.setDaemon(true);
        return thread;
    }
}
