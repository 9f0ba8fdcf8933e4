package io.signalbox.core.template.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.simulated.SimulatedProviderFactory;
import io.signalbox.core.template.TemplateSummary;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.MemoryLastGood;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After a touched file, what is listed is what a catalog would list that never saw another. */
final class TouchedFilesTest {

  private static final Map<String, ProviderFactory> FACTORIES =
      Map.of("simulated", new SimulatedProviderFactory());
  private static final List<String> FILES =
      List.of("templates.json", "awsprov_templates.json", "a_templates.json", "c_templates.json");
  private static final int EDITS = 300;

  @TempDir Path folder;

  @BeforeEach
  void configure() throws IOException {
    write(
        "config.json",
        """
        {"provider": {"providers": [
          {"name": "a", "type": "simulated", "simulates": "aws"},
          {"name": "b", "type": "simulated", "simulates": "aws", "template_defaults": {"max_instances": 3}},
          {"name": "c", "type": "gcp"}]}}
        """);
  }

  @Test
  void aRowIsMadeAgainOnlyForAnEntryThatChanged() throws IOException {
    write("templates.json", "[" + entry("x", "") + "," + entry("y", "") + "]");
    TemplateCatalog catalog = catalog();
    List<TemplateSummary> before = catalog.list(null, null);

    write(
        "templates.json",
        "[ " + entry("x", ", \"price_type\": \"spot\"") + "," + entry("y", "") + "]");
    catalog.refresh();
    List<TemplateSummary> after = catalog.list(null, null);

    assertThat(after.getFirst().priceType()).isEqualTo("spot");
    assertThat(after.getLast()).isSameAs(before.getLast());
  }

  @Test
  void entriesThatChangePlacesAreOfferedInTheirNewOrder() throws IOException {
    write("templates.json", "[" + entry("x", "") + "," + entry("y", "") + "]");
    TemplateCatalog catalog = catalog();
    catalog.refresh();

    write("templates.json", "[" + entry("y", "") + "," + entry("x", "") + "]");
    catalog.refresh();

    assertThat(catalog.offered()).extracting(TemplateSummary::templateId).containsExactly("y", "x");
  }

  @Test
  void listsAfterAnyEditWhatANewCatalogLists() throws IOException {
    Random random = new Random(7);
    TemplateCatalog catalog = catalog();
    for (int edit = 0; edit < EDITS; edit++) {
      String file = FILES.get(random.nextInt(FILES.size()));
      if (random.nextInt(8) == 0) {
        Files.deleteIfExists(folder.resolve(file));
      } else {
        write(file, entries(random));
      }
      catalog.refresh();
      if (random.nextInt(4) == 0) {
        // Nobody asks between some of the edits.
        continue;
      }
      TemplateCatalog fresh = catalog();
      assertThat(catalog.list(null, null)).isEqualTo(fresh.list(null, null));
      assertThat(catalog.offered()).isEqualTo(fresh.offered());
      assertThat(catalog.diagnostics()).isEqualTo(fresh.diagnostics());
    }
  }

  private static String entries(Random random) {
    StringBuilder text = new StringBuilder("[\n");
    String between = "";
    for (String id : List.of("u", "v", "w", "x", "y", "z")) {
      if (random.nextBoolean()) {
        String more =
            switch (random.nextInt(6)) {
              case 0 -> ", \"max_instances\": " + random.nextInt(3);
              case 1 -> ", \"provider_name\": \"b\"";
              case 2 -> ", \"imge_id\": \"ami-2\"";
              case 3 -> ", \"max_instances\": \"many\"";
              default -> "";
            };
        text.append(between).append(entry(id, more));
        between = random.nextBoolean() ? "," : ",\n";
      }
    }
    return text.append("]").toString();
  }

  private static String entry(String id, String more) {
    return "{\"template_id\": \"" + id + "\", \"image_id\": \"ami-1\"" + more + "}";
  }

  private TemplateCatalog catalog() {
    ManualTime time = new ManualTime();
    EventStream events = new EventStream();
    ConfigurationService service =
        new ConfigurationService(
            folder, null, name -> null, FACTORIES, time, events, new Secrets());
    service.load();
    return new TemplateCatalog(service::current, FACTORIES, new MemoryLastGood(), time, events);
  }

  /** As another file, so that it differs however short the time since. */
  private void write(String name, String text) throws IOException {
    Path next = folder.resolve(name + ".next");
    Files.writeString(next, text);
    Files.move(next, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }
}
