package io.signalbox.core.config.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.config.ConfigurationEvents;
import io.signalbox.core.config.RetentionSettings;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.event.Event;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.simulated.SimulatedProviderFactory;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is broken comes into force at no reload: the last good configuration stays, and says so. */
final class RefusedReloadTest {

  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final EventStream events = new EventStream();
  private final List<Event> published = new ArrayList<>();

  @Test
  void brokenReloadKeepsTheLastGoodInForceAndSaysSo() throws IOException {
    write("config.json", oneProvider(3));
    ConfigurationService service = service(null);
    service.load();
    events.subscribe(published::add);
    write("config.json", "{\"provider\": {\"providers\": [");
    service.poll();
    assertThat(service.lastRefusal()).as("may be half-written").isEmpty();
    service.poll();
    assertThat(service.current().providers().getFirst().weight()).isEqualTo(3);
    assertThat(codes(service.lastRefusal())).containsExactly("FILE_TRUNCATED");
    write("config.json", oneProvider(42));
    service.poll();
    assertThat(service.current().providers().getFirst().weight()).isEqualTo(42);
    assertThat(service.lastRefusal()).isEmpty();
    assertThat(published)
        .hasExactlyElementsOfTypes(
            ConfigurationEvents.Refused.class, ConfigurationEvents.Reloaded.class);
  }

  @Test
  void aBrokenFileThatNeverStopsChangingIsRefusedAllTheSame() throws IOException {
    write("config.json", oneProvider(3));
    ConfigurationService service = service(null);
    service.load();
    for (int look = 1; look <= 5; look++) {
      write("config.json", "{\"provider\": ".repeat(look));
      service.poll();
    }
    assertThat(codes(service.lastRefusal())).containsExactly("FILE_TRUNCATED");
    assertThat(service.current().providers().getFirst().weight()).isEqualTo(3);
    write("config.json", oneProvider(42));
    service.poll();
    assertThat(service.current().providers().getFirst().weight()).isEqualTo(42);
  }

  @Test
  void whatStandsInThePlaceOfTheFileIsToldAndTheLastGoodStaysInForce() throws IOException {
    write("config.json", oneProvider(3));
    ConfigurationService service = service(null);
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
    assertThat(codes(service.reload().diagnostics())).containsExactly("FILE_UNREADABLE");
    assertThat(service.current().providers().getFirst().weight()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-1", "1.5", "\"many\"", "true", "[]", "{}", "99999999999999999999", "1e9"})
  void everyBadValueOfRetentionIsRefusedAtItsPlaceAndTheLastGoodStaysInForce(String value)
      throws IOException {
    write("config.json", oneProvider(3));
    ConfigurationService service = service(null);
    service.load();
    for (String key : List.of("requests_days", "max_requests", "audit_days", "max_audit_entries")) {
      write(
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
    write("config.json", oneProvider(1));
    ConfigurationService service = service(null, watched);
    service.load();
    events.subscribe(published::add);
    write("config.json", "{broken");
    meanwhile.set(() -> {
      try {
        write("config.json", oneProvider(2));
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

  private ConfigurationService service(@org.jspecify.annotations.Nullable String overlay) {
    return service(overlay, new ManualTime());
  }

  private ConfigurationService service(
      @org.jspecify.annotations.Nullable String overlay, TimeSource time) {
    return new ConfigurationService(
        folder,
        overlay,
        environment::get,
        Map.of("simulated", new SimulatedProviderFactory()),
        time,
        events,
        new Secrets());
  }

  private void write(String name, String text) throws IOException {
    Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  private static String oneProvider(int weight) {
    return "{\"provider\": {\"providers\": [{\"name\": \"a\", \"type\": \"simulated\", \"weight\": "
        + weight
        + "}]}}";
  }

  private static List<String> codes(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(Diagnostic::code).distinct().toList();
  }
}
