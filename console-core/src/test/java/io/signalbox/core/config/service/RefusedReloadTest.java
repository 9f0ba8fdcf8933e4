package io.signalbox.core.config.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.config.ConfigurationEvents;
import io.signalbox.core.config.RetentionSettings;
import io.signalbox.core.event.Event;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.simulated.SimulatedProviderFactory;
import io.signalbox.core.testing.ConfigFolder;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is broken comes into force at no reload: the last good configuration stays, and says so. */
final class RefusedReloadTest {

  @TempDir Path folder;
  private ConfigFolder files;
  private final List<Event> published = new ArrayList<>();

  @BeforeEach
  void open() {
    files = new ConfigFolder(folder, Map.of("simulated", new SimulatedProviderFactory()));
  }

  @Test
  void brokenReloadKeepsTheLastGoodInForceAndSaysSo() throws IOException {
    files.write("config.json", oneProvider(3));
    ConfigurationService service = files.service(null);
    service.load();
    files.events().subscribe(published::add);
    files.write("config.json", "{\"provider\": {\"providers\": [");
    service.poll();
    assertThat(service.lastRefusal()).as("may be half-written").isEmpty();
    service.poll();
    assertThat(service.current().providers().getFirst().weight()).isEqualTo(3);
    assertThat(ConfigFolder.codes(service.lastRefusal())).containsExactly("FILE_TRUNCATED");
    files.write("config.json", oneProvider(42));
    service.poll();
    assertThat(service.current().providers().getFirst().weight()).isEqualTo(42);
    assertThat(service.lastRefusal()).isEmpty();
    assertThat(published)
        .hasExactlyElementsOfTypes(
            ConfigurationEvents.Refused.class, ConfigurationEvents.Reloaded.class);
  }

  @Test
  void aBrokenFileThatNeverStopsChangingIsRefusedAllTheSame() throws IOException {
    files.write("config.json", oneProvider(3));
    ConfigurationService service = files.service(null);
    service.load();
    for (int look = 1; look <= 5; look++) {
      files.write("config.json", "{\"provider\": ".repeat(look));
      service.poll();
    }
    assertThat(ConfigFolder.codes(service.lastRefusal())).containsExactly("FILE_TRUNCATED");
    assertThat(service.current().providers().getFirst().weight()).isEqualTo(3);
    files.write("config.json", oneProvider(42));
    service.poll();
    assertThat(service.current().providers().getFirst().weight()).isEqualTo(42);
  }

  @Test
  void whatStandsInThePlaceOfTheFileIsToldAndTheLastGoodStaysInForce() throws IOException {
    files.write("config.json", oneProvider(3));
    ConfigurationService service = files.service(null);
    service.load();
    Path file = folder.resolve("config.json");
    Files.delete(file);
    Files.createDirectory(file);
    assertThat(service.reload().diagnostics())
        .singleElement()
        .satisfies(told -> {
          assertThat(told.code()).isEqualTo("FILE_UNREADABLE");
          assertThat(told.message()).contains("config.json", "no file, or a link to none");
        });
    Files.delete(file);
    Files.createSymbolicLink(file, folder.resolve("nowhere"));
    assertThat(ConfigFolder.codes(service.reload().diagnostics()))
        .containsExactly("FILE_UNREADABLE");
    assertThat(service.current().providers().getFirst().weight()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-1", "1.5", "\"many\"", "true", "[]", "{}", "99999999999999999999", "1e9"})
  void everyBadValueOfRetentionIsRefusedAtItsPlaceAndTheLastGoodStaysInForce(String value)
      throws IOException {
    files.write("config.json", oneProvider(3));
    ConfigurationService service = files.service(null);
    service.load();
    for (String key : List.of("requests_days", "max_requests", "audit_days", "max_audit_entries")) {
      files.write(
          "config.json",
          "{\"provider\": {\"providers\": [{\"name\": \"a\", \"type\": \"simulated\"}]},"
              + " \"storage\": {\"retention\": {\"%s\": %s}}}".formatted(key, value));
      assertThat(service.reload().accepted()).as(key).isFalse();
      assertThat(service.lastRefusal())
          .as(key)
          .anySatisfy(told -> assertThat(told.key()).isEqualTo("storage.retention." + key));
      assertThat(service.current().retention()).isEqualTo(RetentionSettings.DEFAULT);
    }
  }

  @Test
  void goodFilesThatComeIntoForceWhileARefusalIsToldDoNotHideIt() throws IOException {
    ManualTime time = new ManualTime();
    AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
    TimeSource watched =
        new TimeSource() {
          @Override
          public Instant now() {
            meanwhile.getAndSet(() -> {}).run();
            return time.now();
          }

          @Override
          public long nanos() {
            return time.nanos();
          }

          @Override
          public void sleep(Duration duration) throws InterruptedException {
            time.sleep(duration);
          }
        };
    files.write("config.json", oneProvider(1));
    ConfigurationService service = files.service(null, watched);
    service.load();
    files.events().subscribe(published::add);
    files.write("config.json", "{broken");
    meanwhile.set(() -> {
      try {
        files.write("config.json", oneProvider(2));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      assertThat(service.reload().accepted()).isTrue();
    });
    assertThat(service.reload().accepted()).isFalse();
    assertThat(published)
        .singleElement()
        .extracting(Event::text)
        .asString()
        .contains("config.json");
    assertThat(service.lastRefusal()).isEmpty();
  }

  @Test
  void whatCannotBeReadIsNotSaidToDifferInNothing() throws IOException {
    files.write("config.json", oneProvider(3));
    files.write("production.json", "{\"version\": \"2\"}");
    files.write("staging.json", "{\"version\": \"3\"}");
    ConfigurationService service = files.service("production");
    service.load();
    assertThat(service.compare("staging").problems()).isEmpty();
    files.write("production.json", "{\"version\": ");
    assertThat(service.compare("staging").problems())
        .singleElement()
        .asString()
        .contains("production.json");
  }

  private static String oneProvider(int weight) {
    return "{\"provider\": {\"providers\": [{\"name\": \"a\", \"type\": \"simulated\", \"weight\": "
        + weight
        + "}]}}";
  }
}
