package dev.vethlab.page;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The service, and a browser that nothing may go wrong in. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PageOnScreen {

    @LocalServerPort
    int port;

    Browser browser;

    @BeforeEach
    void openTheBrowser() {
        if (browser == null) {
            browser = Browser.open(port);
        }
        browser.forget();
    }

    @AfterEach
    void nothingWentWrong() {
        if (browser != null) {
            browser.assertClean();
            browser.size(1400, 900);
            browser.dark(false);
        }
    }

    @AfterAll
    void closeTheBrowser() {
        if (browser != null) {
            browser.close();
        }
    }
}
