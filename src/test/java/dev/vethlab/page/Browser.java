package dev.vethlab.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.Surrounding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Chromium with the page in it, as a person has it: what is looked at and done here can be seen and done on the screen. */
final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path CHROMEDRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ChromeDriver driver;
    private final String service;

    private Browser(ChromeDriver driver, String service) {
        this.driver = driver;
        this.service = service;
    }

    /** Opens one, or skips the test where there is none; under CI that is a failure. */
    static Browser open(int port) {
        boolean there = Files.isExecutable(CHROMIUM) && Files.isExecutable(CHROMEDRIVER);
        Surrounding.require(
                Browser.class,
                there ? Optional.empty() : Optional.of("there is no " + CHROMIUM + " with its " + CHROMEDRIVER));
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriver driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(CHROMEDRIVER.toFile())
                        .withSilent(true)
                        .build(),
                options);
        Browser browser = new Browser(driver, "http://localhost:" + port);
        browser.size(1400, 900);
        return browser;
    }

    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void dark(boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** Goes to a path of the service. */
    void visit(String path) {
        driver.get("about:blank");
        driver.get(service + path);
    }

    /** Forgets what pages have put into the browser's storage. */
    void forget() {
        driver.executeCdpCommand(
                "Storage.clearDataForOrigin", Map.of("origin", service, "storageTypes", "local_storage"));
    }

    /** Opens a lab of the catalogue from the start, has it played slowly, and returns its address. */
    String openLab(String entry) {
        visit("/");
        click("[data-open=" + entry + "]");
        waitFor(".chip");
        waitForText(".terminal", "root@host");
        fill("select[aria-label=Speed]", "0.25");
        return String.valueOf(driver.getCurrentUrl());
    }

    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    Object runAsync(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    void click(String selector) {
        WebElement element = waitFor(selector);
        run("arguments[0].scrollIntoView({block: 'nearest'})", element);
        element.click();
    }

    /** Presses the first button in sight that says so, as somebody does who knows nothing but what he sees. */
    void press(String words) {
        await(
                        "a button says \"" + words + "\"",
                        () -> driver.findElements(By.cssSelector("dialog button, button")).stream()
                                .filter(button -> button.isDisplayed()
                                        && button.isEnabled()
                                        && button.getText().equals(words))
                                .findFirst()
                                .orElse(null))
                .click();
    }

    /** Drags from the middle of one element to that of another. */
    void drag(String from, String to) {
        new Actions(driver)
                .moveToElement(waitFor(from))
                .clickAndHold()
                .moveByOffset(12, 12)
                .moveToElement(waitFor(to))
                .release()
                .perform();
    }

    /** Types into what has the focus. */
    void type(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Presses a key while the control key is held. */
    void control(String key) {
        new Actions(driver)
                .keyDown(Keys.CONTROL)
                .sendKeys(key)
                .keyUp(Keys.CONTROL)
                .perform();
    }

    void fill(String selector, String value) {
        WebElement element = waitFor(selector);
        if (element.getTagName().equals("select")) {
            run(
                    "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change', { bubbles: true }))",
                    element,
                    value);
        } else {
            element.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE, value);
        }
    }

    /** Types a line into the terminal that is shown. */
    void command(String line) {
        click(".screen:not([hidden]) .xterm-screen");
        type(line, Keys.ENTER);
    }

    WebElement waitFor(String selector) {
        return await(
                "there is " + selector,
                () -> driver.findElements(By.cssSelector(selector)).stream()
                        .filter(WebElement::isDisplayed)
                        .findFirst()
                        .orElse(null));
    }

    void waitForText(String selector, String text) {
        await(selector + " says \"" + text + "\"", () -> text(selector).contains(text));
    }

    /** Waits until an expression holds. */
    void waitUntil(String expression) {
        await(expression, () -> Boolean.TRUE.equals(run("return Boolean(" + expression + ")")));
    }

    /** The text of the first element, with plain spaces. */
    String text(String selector) {
        return String.valueOf(run(
                        "const found = document.querySelector(arguments[0]); return found?.innerText ?? found?.textContent ?? ''",
                        selector))
                .replace('\u00a0', ' ');
    }

    boolean shows(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream().anyMatch(WebElement::isDisplayed);
    }

    /** Keeps what is seen under {@code target/screenshots}. */
    void screenshot(String name) {
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Has nothing gone wrong unseen: no error on the console, and nothing asked of another host. */
    void assertClean() {
        assertThat(driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                        .map(LogEntry::getMessage))
                .isEmpty();
        assertThat((List<?>) run("return performance.getEntriesByType('resource').map(entry => entry.name)"))
                .isNotEmpty()
                .allSatisfy(address -> assertThat(String.valueOf(address)).startsWith(service + "/"));
    }

    private <T> T await(String what, Supplier<T> condition) {
        WebDriverWait wait = new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50));
        wait.ignoring(StaleElementReferenceException.class);
        wait.withMessage(what);
        try {
            return wait.until(ignored -> condition.get());
        } catch (TimeoutException late) {
            screenshot("failure");
            throw late;
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
