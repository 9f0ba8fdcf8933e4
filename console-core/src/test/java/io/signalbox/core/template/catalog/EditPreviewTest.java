package io.signalbox.core.template.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.simulated.SimulatedProviderFactory;
import io.signalbox.core.template.EditPreview;
import io.signalbox.core.template.EditPreview.Effect;
import io.signalbox.core.template.EditPreview.FieldChange;
import io.signalbox.core.template.ResolvedTemplate;
import io.signalbox.core.template.TemplateEdit;
import io.signalbox.core.template.field.FieldDef;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.MemoryLastGood;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a text would change is what it does change once it is saved. */
class EditPreviewTest {

  private static final Map<String, ProviderFactory> FACTORIES =
      Map.of("simulated", new SimulatedProviderFactory());
  private static final String MAIN = "templates.json";
  private static final List<String> PROVIDERS = List.of("east", "west", "north");

  @TempDir Path folder;
  private TemplateCatalog catalog;

  @BeforeEach
  void open() throws IOException {
    write(
        "config.json",
        """
        {"provider": {"providers": [
          {"name": "east", "type": "simulated", "simulates": "aws"},
          {"name": "west", "type": "simulated", "simulates": "aws"},
          {"name": "north", "type": "simulated"}]}}
        """);
    write(
        MAIN,
        """
        [
          {"template_id": "web", "image_id": "ami-1", "instance_type": "m.small"},
          {"template_id": "batch", "image_id": "ami-2"}
        ]
        """);
    write("east_templates.json", "[{\"template_id\": \"web\", \"instance_type\": \"m.huge\"}]");
    EventStream events = new EventStream();
    ConfigurationService service =
        new ConfigurationService(
            folder, null, name -> null, FACTORIES, new ManualTime(), events, new Secrets());
    service.load();
    catalog =
        new TemplateCatalog(
            service::current, FACTORIES, new MemoryLastGood(), new ManualTime(), events);
    catalog.refresh();
  }

  @Test
  void aLayerAboveKeepsItsValueForItsProviderAlone() {
    EditPreview preview =
        catalog.preview(MAIN, text().replace("m.small", "m.large").replace("ami-1", "ami-9"));
    FieldChange image = new FieldChange("image_id", "ami-1", "ami-9");
    FieldChange type = new FieldChange("instance_type", "m.small", "m.large");
    assertThat(preview.effects())
        .extracting(Effect::templateId, Effect::providers, Effect::changes)
        .containsExactly(
            tuple("web", List.of("east"), List.of(image)),
            tuple("web", List.of("west", "north"), List.of(image, type)));
  }

  @Test
  void whatIsOddIsToldAtItsPlaceInTheText() {
    EditPreview preview =
        catalog.preview(MAIN, text().replace("\"ami-1\"", "\"ami-1\", \"max_instances\": -4"));
    assertThat(preview.diagnostics())
        .filteredOn(each -> each.severity() == Diagnostic.Severity.ERROR)
        .isNotEmpty()
        .allSatisfy(each -> {
          assertThat(each.location().file()).isEqualTo(MAIN);
          assertThat(each.location().line()).isEqualTo(2);
        });
  }

  @Test
  void aTextThatEndsEarlySaysWhere() {
    EditPreview preview = catalog.preview(MAIN, "[\n  {\"template_id\": ");
    assertThat(preview.effects()).isEmpty();
    assertThat(preview.diagnostics().getFirst().location().line()).isEqualTo(2);
  }

  @Test
  void anEntryThatGoesIsNoLongerOffered() {
    EditPreview preview = catalog.preview(MAIN, "[]");
    assertThat(preview.effects())
        .filteredOn(each -> each.templateId().equals("batch"))
        .singleElement()
        .satisfies(each -> {
          assertThat(each.providers()).isEqualTo(PROVIDERS);
          assertThat(each.offered()).startsWith("No longer offered");
        });
  }

  @Test
  void userDataIsNotTold() {
    EditPreview preview =
        catalog.preview(MAIN, text().replace("\"ami-1\"", "\"ami-1\", \"user_data\": \"hush\""));
    assertThat(preview.toString()).contains("user_data").doesNotContain("hush");
  }

  @Test
  void manyChangedTemplatesAreToldInSum() {
    StringBuilder many = new StringBuilder("[");
    for (int i = 0; i < EditEffects.MAX_TEMPLATES + 5; i++) {
      many.append(i == 0 ? "" : ",").append("{\"template_id\": \"t").append(i).append("\"}");
    }
    // Those two that are taken out with it too.
    assertThat(catalog.preview(MAIN, many + "]").untold()).isEqualTo(7);
  }

  @Test
  void aFileOfNoLayerIsRefused() {
    assertThatThrownBy(() -> catalog.preview("../config.json", "[]"))
        .isInstanceOf(SignalboxException.class);
  }

  @Test
  void fieldsTellWhatMayBeChosenAtAProvider() {
    assertThat(catalog.fields("west"))
        .filteredOn(each -> each.name().equals("provider_name"))
        .extracting(FieldDef::allowed)
        .containsExactly(List.of("west"));
    assertThat(catalog.fields(null)).extracting(FieldDef::name).contains("image_id");
  }

  /** Random edits: what the preview says of each provider is what saving does. */
  @Test
  void theEffectsThatAreToldAreThoseThatCome() {
    Random random = new Random(7);
    for (int round = 0; round < 40; round++) {
      String text = random(random);
      EditPreview preview = catalog.preview(MAIN, text);
      Map<String, String> before = all();
      catalog.apply(new TemplateEdit.Replace(MAIN, null, text));
      Map<String, String> after = all();
      List<String> told = new ArrayList<>();
      preview.effects().stream()
          .filter(each -> !each.changes().isEmpty() || !each.offered().isEmpty())
          .forEach(each -> each.providers().forEach(name -> told.add(each.templateId() + name)));
      List<String> came = new ArrayList<>();
      for (String id : List.of("web", "batch")) {
        for (String name : PROVIDERS) {
          if (!before.get(id + name).equals(after.get(id + name))) {
            came.add(id + name);
          }
        }
      }
      assertThat(told).as(text).containsExactlyInAnyOrderElementsOf(came);
    }
  }

  private static String random(Random random) {
    List<String> entries = new ArrayList<>();
    for (String id : List.of("web", "batch")) {
      if (random.nextInt(5) > 0) {
        String type = random.nextBoolean() ? ", \"provider_type\": \"aws\"" : "";
        entries.add(
            "{\"template_id\": \"%s\", \"image_id\": \"ami-%d\", \"instance_type\": \"m.%d\"%s}"
                .formatted(id, random.nextInt(3), random.nextInt(3), type));
      }
    }
    return "[" + String.join(",\n", entries) + "]";
  }

  private Map<String, String> all() {
    Map<String, String> all = new HashMap<>();
    for (String id : List.of("web", "batch")) {
      for (String name : PROVIDERS) {
        all.put(id + name, state(id, name));
      }
    }
    return all;
  }

  private String state(String id, String provider) {
    if (catalog.list(null, null).stream().noneMatch(each -> each.templateId().equals(id))) {
      return "none";
    }
    ResolvedTemplate resolved = catalog.resolve(id, provider);
    StringBuilder text = new StringBuilder().append(resolved.offered());
    resolved.fields().forEach((name, field) -> text.append(name).append(field.inForce().value()));
    return text.toString();
  }

  private String text() {
    try {
      return Files.readString(folder.resolve(MAIN));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
