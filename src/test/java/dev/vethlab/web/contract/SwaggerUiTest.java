package dev.vethlab.web.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.openqa.selenium.support.ui.ExpectedConditions.elementToBeClickable;
import static org.openqa.selenium.support.ui.ExpectedConditions.presenceOfElementLocated;
import static org.openqa.selenium.support.ui.ExpectedConditions.visibilityOfElementLocated;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The contract as a person meets it: Swagger UI in a browser. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SwaggerUiTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path CHROMEDRIVER = Path.of("/usr/bin/chromedriver");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    private static ChromeDriver browser;

    @LocalServerPort
    private int port;

    @BeforeAll
    static void openTheBrowser() {
        assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(CHROMEDRIVER), "chromium and its driver are here");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking");
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(CHROMEDRIVER.toFile())
                        .withSilent(true)
                        .build(),
                options);
        browser.manage().window().setSize(new Dimension(1400, 1600));
    }

    @AfterAll
    static void closeTheBrowser() {
        if (browser != null) {
            browser.quit();
        }
    }

    @Test
    void everyOperationOfTheContractIsListed() throws Exception {
        Set<String> promised = new TreeSet<>();
        JsonNode contract = new YAMLMapper().readTree(Files.readString(Path.of("openapi.yaml")));
        contract.path("paths")
                .properties()
                .forEach(path -> path.getValue().propertyNames().stream()
                        .filter(METHODS::contains)
                        .forEach(method -> promised.add(method + " " + path.getKey())));

        openTheDocumentation();
        waiting()
                .until(ignored ->
                        browser.findElements(By.cssSelector(".opblock")).size() >= promised.size());

        assertThat(browser.findElements(By.cssSelector(".opblock")).stream().map(SwaggerUiTest::operation))
                .containsExactlyInAnyOrderElementsOf(promised);
        assertThat(browser.findElements(By.cssSelector(".errors-wrapper"))).isEmpty();
    }

    @Test
    void tryItOutCreatesALab() {
        openTheDocumentation();
        WebElement operation = browser.findElements(By.cssSelector(".opblock-post")).stream()
                .filter(block -> operation(block).equals("post /api/v1/labs"))
                .findFirst()
                .orElseThrow();
        String id = operation.getDomAttribute("id");

        click("#" + id + " .opblock-summary-control");
        if (browser.findElements(By.cssSelector("#" + id + " .try-out__btn.cancel"))
                .isEmpty()) {
            click("#" + id + " .try-out__btn");
        }
        click("#" + id + " .execute");

        WebElement status = waiting()
                .until(visibilityOfElementLocated(
                        By.cssSelector("#" + id + " .live-responses-table .response-col_status")));
        waiting().until(ignored -> !status.getText().isBlank());
        assertThat(
                        operation
                                .findElements(By.cssSelector(".live-responses-table tr.response .response-col_status"))
                                .stream()
                                .map(WebElement::getText)
                                .collect(Collectors.toSet()))
                .containsExactly("201");
    }

    private void openTheDocumentation() {
        browser.get("http://localhost:" + port + "/docs");
        waiting().until(presenceOfElementLocated(By.cssSelector(".swagger-ui .information-container .title")));
    }

    private static void click(String selector) {
        WebElement element = waiting().until(elementToBeClickable(By.cssSelector(selector)));
        browser.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
        element.click();
    }

    private static String operation(WebElement block) {
        String path = block.findElement(By.cssSelector(".opblock-summary-path")).getDomAttribute("data-path");
        String method =
                block.findElement(By.cssSelector(".opblock-summary-method")).getText();
        return method.toLowerCase(Locale.ROOT) + " " + path;
    }

    private static WebDriverWait waiting() {
        return new WebDriverWait(browser, Duration.ofSeconds(20));
    }
}
