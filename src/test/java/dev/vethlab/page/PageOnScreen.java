package dev.vethlab.page;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The service, and one browser for all tests, in which nothing may go wrong. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
abstract class PageOnScreen {

    /** Takes the figures that people want to read, and no test can judge. */
    static final Logger SEEN = LoggerFactory.getLogger(PageOnScreen.class);

    private static final Map<Integer, Browser> OPEN = new ConcurrentHashMap<>();

    @LocalServerPort
    int port;

    Browser browser;

    @BeforeEach
    void takeTheBrowser() {
        browser = OPEN.computeIfAbsent(port, PageOnScreen::open);
        browser.forget();
    }

    private static Browser open(int port) {
        Browser browser = Browser.open(port);
        Runtime.getRuntime().addShutdownHook(new Thread(browser::close));
        return browser;
    }

    @AfterEach
    void nothingWentWrong() {
        if (browser != null) {
            browser.assertClean();
            browser.size(1400, 900);
            browser.dark(false);
        }
    }
}
