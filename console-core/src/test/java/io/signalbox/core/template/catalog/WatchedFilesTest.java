package io.signalbox.core.template.catalog;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.event.Event;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.ProviderEnvironment;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.simulated.SimulatedProviderFactory;
import io.signalbox.core.template.LastGoodRepository;
import io.signalbox.core.template.TemplateEvents;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.MemoryLastGood;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks at the files again and again outlives whatever it finds there. */
final class WatchedFilesTest {

  @TempDir Path home;
  private final EventStream events = new EventStream();
  private final MemoryLastGood lastGood = new MemoryLastGood();
  private final BrokenType broken = new BrokenType();

  @Test
  void anExceptionOfAReaderIsADiagnosticAndALaterGoodChangeIsTaken() throws IOException {
    config(3, "simulated");
    ConfigurationService service = service();
    config(4, "broken");
    broken.breaks.set(true);
    service.poll();
    service.poll();
    assertThat(service.current().providers().getFirst().weight()).isEqualTo(3);
    assertThat(service.lastRefusal())
        .singleElement()
        .satisfies(each -> {
          assertThat(each.code()).isEqualTo("FILE_UNREADABLE");
          assertThat(each.message()).contains("a mistake in a plug-in");
        });
    config(55, "simulated");
    service.poll();
    assertThat(service.current().providers().getFirst().weight()).isEqualTo(55);
    assertThat(service.lastRefusal()).isEmpty();
  }

  @Test
  void aReloadThatCameToNoEndIsTriedAgainThoughNoFileChanged() throws IOException {
    config(3, "simulated");
    ConfigurationService service = service();
    List<Double> applied = new ArrayList<>();
    AtomicBoolean storeIsFull = new AtomicBoolean(true);
    service.onChange(each -> {
      if (storeIsFull.get()) {
        throw new IllegalStateException("the store is full");
      }
      applied.add(each.providers().getFirst().weight());
    });
    config(42, "simulated");
    assertThatThrownBy(service::poll).hasMessage("the store is full");
    assertThatThrownBy(service::poll).hasMessage("the store is full");
    storeIsFull.set(false);
    service.poll();
    service.poll();
    assertThat(applied).containsExactly(42.0);
  }

  @Test
  void brokenFileKeepsItsLastGoodVersionInForceEvenForANewProcess() throws IOException {
    config(3, "simulated");
    templates("good");
    TemplateCatalog catalog = catalog(service());
    List<Event> told = new ArrayList<>();
    events.subscribe(told::add);
    Files.writeString(
        folder().resolve("templates.json"), "[{\"template_id\": \"x\",\n \"image_id\" \"bad\"}]");
    catalog.poll();
    assertThat(told).as("may be half-written").isEmpty();
    catalog.poll();
    assertThat(told).hasExactlyElementsOfTypes(TemplateEvents.Broken.class);
    assertThat(told.getFirst().text())
        .contains("templates.json:2")
        .contains("12:00:00 UTC stays in force");
    assertThat(image(catalog)).isEqualTo("good");
    assertThat(image(catalog(service()))).isEqualTo("good");
    templates("better");
    assertThat(catalog.refresh()).containsExactly("templates.json");
    assertThat(image(catalog)).isEqualTo("better");
  }

  @Test
  void aFileInUtf16IsRefusedAndKeepsItsLastGoodVersionInForce() throws IOException {
    config(3, "simulated");
    templates("good");
    TemplateCatalog catalog = catalog(service());
    String text = Files.readString(folder().resolve("templates.json"));
    Files.write(folder().resolve("templates.json"), text.getBytes(UTF_16LE));
    catalog.poll();
    catalog.poll();
    assertThat(image(catalog)).isEqualTo("good");
    assertThat(codes(catalog.diagnostics())).containsExactly("NOT_UTF8");
    assertThat(image(catalog(service()))).isEqualTo("good");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gone", "a file", "a dangling link", "an empty folder"})
  void aFolderThatCannotBeListedDestroysNoLastGoodVersion(String instead) throws IOException {
    config(3, "simulated");
    templates("good");
    ConfigurationService service = service();
    TemplateCatalog catalog = catalog(service);
    templates("half a");
    Files.writeString(folder().resolve("templates.json"), "[{\"template_id\":");
    catalog.poll();
    catalog.poll();
    assertThat(image(catalog)).isEqualTo("good");

    Path away = home.resolve("away");
    Files.move(folder(), away);
    switch (instead) {
      case "a file" -> Files.writeString(folder(), "in the way");
      case "a dangling link" -> Files.createSymbolicLink(folder(), home.resolve("nowhere"));
      case "an empty folder" -> Files.createDirectory(folder());
      default -> assertThat(folder()).doesNotExist();
    }
    for (int look = 0; look < 4; look++) {
      service.poll();
      catalog.poll();
    }
    assertThat(image(catalog)).isEqualTo("good");
    assertThat(codes(catalog.diagnostics())).contains("FOLDER_UNREADABLE");
    assertThat(codes(service.lastRefusal())).containsExactly("FILE_MISSING");
    assertThat(lastGood.find("templates.json")).isPresent();

    Files.deleteIfExists(folder());
    Files.move(away, folder());
    service.poll();
    catalog.poll();
    assertThat(service.lastRefusal()).isEmpty();
    assertThat(codes(catalog.diagnostics())).doesNotContain("FOLDER_UNREADABLE");
    assertThat(image(catalog(service))).as("in a new process").isEqualTo("good");
    templates("better");
    catalog.poll();
    assertThat(image(catalog)).isEqualTo("better");
  }

  @Test
  void aGoodVersionThatCouldNotBeStoredIsInForceAndStoredLater() throws IOException {
    config(3, "simulated");
    templates("good");
    AtomicBoolean storeIsFull = new AtomicBoolean();
    LastGoodRepository full =
        new LastGoodRepository() {
          @Override
          public Optional<LastGood> find(String file) {
            return lastGood.find(file);
          }

          @Override
          public boolean has(String file, String sha256) {
            return lastGood.has(file, sha256);
          }

          @Override
          public void save(LastGood version) {
            if (storeIsFull.get()) {
              throw new IllegalStateException("the store is full");
            }
            lastGood.save(version);
          }

          @Override
          public void delete(String file) {
            lastGood.delete(file);
          }
        };
    TemplateCatalog catalog =
        new TemplateCatalog(service()::current, Map.of(), full, new ManualTime(), events);
    catalog.refresh();
    storeIsFull.set(true);
    templates("better");
    assertThatThrownBy(catalog::poll).hasMessage("the store is full");
    assertThat(image(catalog)).isEqualTo("better");
    storeIsFull.set(false);
    catalog.poll();
    assertThat(new String(lastGood.find("templates.json").orElseThrow().bytes(), UTF_8))
        .contains("better");
  }

  @Test
  void anEarlyLookTakesAGoodChangeAndLeavesAHalfWrittenOneToTheNext() throws IOException {
    config(3, "simulated");
    templates("good");
    TemplateCatalog catalog = catalog(service());
    templates("better");
    catalog.lookEarly();
    assertThat(image(catalog)).isEqualTo("better");
    Files.writeString(folder().resolve("templates.json"), "[{\"template_id\":");
    catalog.lookEarly();
    catalog.lookEarly();
    catalog.poll();
    catalog.lookEarly();
    assertThat(catalog.diagnostics()).as("it may be half-written").isEmpty();
    catalog.poll();
    assertThat(codes(catalog.diagnostics())).containsExactly("FILE_TRUNCATED");
    assertThat(image(catalog)).isEqualTo("better");
  }

  @Test
  void aTemplateFileThatBecameADanglingLinkIsUnreadableAndNotDeleted() throws IOException {
    config(3, "simulated");
    templates("good");
    ConfigurationService service = service();
    TemplateCatalog catalog = catalog(service);
    Files.delete(folder().resolve("templates.json"));
    Files.createSymbolicLink(folder().resolve("templates.json"), home.resolve("nowhere"));
    catalog.poll();
    catalog.poll();
    assertThat(image(catalog)).isEqualTo("good");
    assertThat(codes(catalog.diagnostics())).containsExactly("FILE_UNREADABLE");
    Files.delete(folder().resolve("templates.json"));
    catalog.poll();
    assertThat(catalog.list(null, null)).as("deleted by somebody").isEmpty();
    assertThat(lastGood.find("templates.json")).isEmpty();
  }

  private Path folder() {
    return home.resolve("config");
  }

  private ConfigurationService service() {
    ConfigurationService service =
        new ConfigurationService(
            folder(),
            null,
            name -> null,
            Map.of("simulated", new SimulatedProviderFactory(), "broken", broken),
            new ManualTime(),
            events,
            new Secrets());
    service.load();
    return service;
  }

  private TemplateCatalog catalog(ConfigurationService service) {
    TemplateCatalog catalog =
        new TemplateCatalog(service::current, Map.of(), lastGood, new ManualTime(), events);
    catalog.refresh();
    return catalog;
  }

  private void config(int weight, String type) throws IOException {
    Files.createDirectories(folder());
    Files.writeString(
        folder().resolve("config.json"),
        "{\"provider\": {\"providers\": [{\"name\": \"a\", \"type\": \"%s\", \"weight\": %d}]}}"
            .formatted(type, weight));
  }

  private void templates(String image) throws IOException {
    Files.writeString(
        folder().resolve("templates.json"),
        "[{\"template_id\": \"x\", \"image_id\": \"" + image + "\"}]");
  }

  private static String image(TemplateCatalog catalog) {
    return catalog.resolve("x", "a").value("image_id").orElseThrow().toString();
  }

  private static List<String> codes(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(Diagnostic::code).distinct().toList();
  }

  /** A plug-in that makes a mistake whenever it is asked what it can be configured with. */
  private static final class BrokenType implements ProviderFactory {
    private final AtomicBoolean breaks = new AtomicBoolean();

    @Override
    public String type() {
      return "broken";
    }

    @Override
    public List<ConfigField> configFields() {
      if (breaks.get()) {
        throw new IllegalStateException("a mistake in a plug-in");
      }
      return List.of();
    }

    @Override
    public ProviderStrategy create(ProviderEnvironment environment) {
      throw new UnsupportedOperationException();
    }
  }
}
