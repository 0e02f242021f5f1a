package net.leasequery.streams.lookup.http;

import static net.leasequery.streams.lookup.answer.Tenures.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.leasequery.streams.lookup.answer.Tenures;
import net.leasequery.streams.settings.HttpSettings.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The page in Debian's Chromium, over a real socket. Screenshots are written to {@code target/screenshots}. */
class PageTest {
    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final String EVIL = "<img src=x onerror=\"window.pwned=1\"><script>window.pwned=1</script>";
    private static final String A = "aa:bb:cc:00:00:01";
    private static final String B = "aa:bb:cc:00:00:02";

    private static Site site;
    private static ChromeDriver browser;

    @BeforeAll
    static void open() throws IOException {
        Assumptions.assumeTrue(
                Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER),
                "Chromium is not installed: apt-get install chromium chromium-driver");
        site = new Site(Site.open(Role.READ));
        site.tenures.add(Tenures.of("10.1.2.3", A).observed(2, 40).build());
        site.tenures.add(Tenures.of("10.1.2.3", B)
                .lasting(47, 55)
                .startNotBefore(minute(40))
                .doubting("UNOBSERVED")
                .hostname(EVIL)
                .build());
        site.tenures.add(Tenures.of("10.1.2.9", A).observed(42, 50).build());
        site.finding("ADDRESS_HELD_TWICE", "10.1.2.3", EVIL + " Two clients.");
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .build(),
                new ChromeOptions()
                        .setBinary(BROWSER.toFile())
                        .addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1000,1100"));
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
        if (site != null) {
            site.close();
        }
    }

    @BeforeEach
    void load() {
        browser.get("about:blank");
        browser.get(site.url() + "/");
    }

    private static WebElement find(String css) {
        return browser.findElement(By.cssSelector(css));
    }

    private static void search(String subject, String at) {
        find("#at").clear();
        find("#at").sendKeys(at);
        find("#subject").clear();
        find("#subject").sendKeys(subject, Keys.ENTER);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> "false".equals(find("#results").getAttribute("aria-busy"))
                        && !find("#results").getText().isEmpty());
    }

    private static void screenshot(String name) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "screenshots"));
        Files.write(folder.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
    }

    @Test
    void answersInWordsWithTimeLinesAndFindings() throws IOException {
        search("10.1.2.3", "2026-11-26 10:20:00");

        assertThat(find(".answer.sure").getText())
                .contains("Certain")
                .contains("10.1.2.3 was held by aa:bb:cc:00:00:01 (host-17) on ge-0/0/4 of relay north from 2026-11-26"
                        + " 10:02:00 to 10:40:00 UTC; observed without a gap by east and west.");
        List<String> titles = browser.findElements(By.tagName("h2")).stream()
                .map(WebElement::getText)
                .toList();
        assertThat(titles).containsExactly("Time line of 10.1.2.3", "Time line of " + A, "Findings of the moment");
        assertThat(browser.findElements(By.cssSelector("svg rect.sure"))).hasSize(4);
        assertThat(browser.findElements(By.cssSelector("svg line.moment"))).hasSize(2);
        screenshot("light");
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
        assertThat(find("body").getCssValue("background-color")).isEqualTo("rgba(13, 17, 23, 1)");
        screenshot("dark");
        browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 390, "height", 844, "deviceScaleFactor", 1, "mobile", true));
        screenshot("narrow");
        browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    @Test
    void whatComesFromTheNetworkIsTextAndNeverMarkup() {
        search("10.1.2.3", "2026-11-26 10:50:00");

        assertThat(find("#results").getText()).contains(EVIL);
        assertThat(browser.findElements(By.cssSelector("#results img, #results script")))
                .isEmpty();
        search(EVIL, "");
        assertThat(browser.findElements(By.cssSelector("#results img, #results script")))
                .isEmpty();
        assertThat(browser.executeScript("return window.pwned === undefined")).isEqualTo(true);
    }

    @Test
    void isUsedByKeyboardAlone() {
        search("10.1.2.3", "2026-11-26 10:20:00");
        find("#subject").sendKeys(Keys.ESCAPE);
        browser.switchTo().activeElement().sendKeys("/");
        assertThat(browser.switchTo().activeElement().getAttribute("id")).isEqualTo("subject");

        browser.switchTo().activeElement().sendKeys(Keys.ARROW_DOWN);
        WebElement link = browser.switchTo().activeElement();
        assertThat(link.getText()).isEqualTo("All addresses of " + B);
        link.sendKeys(Keys.ENTER);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> browser.findElements(By.tagName("h2")).stream()
                        .anyMatch(title -> title.getText().equals("Time line of " + B)));
        assertThat(find("#subject").getAttribute("value")).isEqualTo(B);
    }

    @Test
    void anErrorIsReportedInWords() {
        search("10.1.2.3", "yesterday");
        assertThat(find(".answer.problem").getText()).contains("2026-11-26 10:15:00");

        site.restoring = true;
        search("10.1.2.3", "");
        assertThat(find(".answer.problem").getText())
                .contains("cannot be answered now")
                .contains("being restored");
        site.restoring = false;
    }

    @Test
    void loadsNothingFromElsewhereAndBreaksNoPolicy() {
        search("10.1.2.3", "2026-11-26 10:20:00");

        Object elsewhere = browser.executeScript("return performance.getEntriesByType('resource').map(e => e.name)"
                + ".filter(name => !name.startsWith(location.origin)).length");
        assertThat(elsewhere).isEqualTo(0L);
        assertThat(browser.manage().logs().get("browser").getAll().stream()
                        .filter(line -> !line.getMessage().contains("favicon.ico"))
                        .filter(line -> line.getMessage().contains("Content Security Policy")
                                || line.getMessage().contains("Uncaught"))
                        .toList())
                .isEmpty();
    }
}
