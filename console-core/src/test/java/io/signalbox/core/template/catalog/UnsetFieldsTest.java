package io.signalbox.core.template.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.template.FieldValue;
import io.signalbox.core.template.ResolvedField;
import io.signalbox.core.template.ResolvedTemplate;
import io.signalbox.core.template.TemplateEdit;
import io.signalbox.core.template.ValidationLevel;
import io.signalbox.core.testing.ConfigFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A layer takes an inherited field away with {@code {"$unset": true}}. */
final class UnsetFieldsTest {

  private static final String MAIN = "templates.json";
  private static final String OF_A = "a_templates.json";

  @TempDir Path folder;
  private ConfigFolder files;

  @BeforeEach
  void configure() throws IOException {
    files = new ConfigFolder(folder, Map.of());
    files.write(
        "config.json",
        """
        {"provider": {
          "provider_defaults": {"aws": {"template_defaults": {"key_name": "ops", "iops": 100}}},
          "providers": [
            {"name": "a", "type": "aws", "template_defaults": {"key_name": {"$unset": true}}},
            {"name": "b", "type": "aws"}]}}
        """);
    files.write(
        MAIN,
        """
        [{
          "template_id": "x", "provider_api": "EC2Fleet", "price_type": "spot",
          "max_price": 0.05, "max_instances": 7, "instance_type": "t3.small"
        }]
        """);
  }

  @Test
  void fieldThatLowerLayersSetIsTakenAwayForThatInstanceAlone() throws IOException {
    files.write(
        OF_A,
        """
        [{
          "template_id": "x",
          "maxSpotPrice": {"$unset": true}, "max_instances": {"$unset": true}
        }]
        """);
    TemplateCatalog catalog = files.catalog();
    ResolvedTemplate onA = catalog.resolve("x", "a");
    assertThat(onA.fields()).doesNotContainKeys("max_price", "max_instances", "key_name");
    assertThat(onA.launchSpec().values()).doesNotContainKeys("max_price", "key_name");
    assertThat(onA.value("max_instances")).contains(1L);
    ResolvedField price = onA.unset().get("max_price");
    assertThat(price.inForce().location()).hasToString("a_templates.json:3:19");
    assertThat(price.overrides()).extracting(FieldValue::value).containsExactly(0.05);
    assertThat(onA.unset().get("key_name").inForce().layer().number()).isEqualTo(3);
    ResolvedTemplate onB = catalog.resolve("x", "b");
    assertThat(onB.value("max_price")).contains(0.05);
    assertThat(onB.value("key_name")).contains("ops");
    assertThat(onB.unset()).isEmpty();
    assertThat(catalog.offer("x").orElseThrow().limits())
        .containsExactly(entry("a", 1), entry("b", 7));
    assertThat(told(catalog)).isEmpty();
  }

  @Test
  void higherLayerSetsAgainWhatALowerOneTookAway() throws IOException {
    files.write(
        "aws_templates.json", "[{\"template_id\": \"x\", \"max_price\": {\"$unset\": true}}]");
    files.write(OF_A, "[{\"template_id\": \"x\", \"max_price\": 0.09}]");
    ResolvedTemplate onA = files.catalog().resolve("x", "a");
    assertThat(onA.value("max_price")).contains(0.09);
    assertThat(onA.fields().get("max_price").overrides())
        .extracting(FieldValue::unsets)
        .containsExactly(true, false);
    assertThat(onA.unset()).containsOnlyKeys("key_name");
  }

  @Test
  void machineTypeThatIsTakenAwayTakesNoListOfTypesAlong() throws IOException {
    files.write(OF_A, "[{\"template_id\": \"x\", \"machine_types\": {\"$unset\": true}}]");
    assertThat(files.catalog().resolve("x", "a").value("instance_type")).contains("t3.small");
  }

  @Test
  void unsettingWhatNoLowerLayerSetsIsTold() throws IOException {
    files.write(OF_A, "[{\"template_id\": \"x\", \"fleet_role\": {\"$unset\": true}}]");
    assertThat(told(files.catalog()))
        .extracting(Diagnostic::message)
        .containsExactly(
            "fleet_role is unset by a_templates.json:1:37, and no lower layer sets it for a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max_price | {\"$unset\": false} | with something else",
        "tags | {\"$unset\": true, \"team\": \"x\"} | with something else",
        "rack | {\"$unset\": false} | with something else",
        "provider_name | {\"$unset\": true} | which it is or whose",
      })
  void unsetThatCannotBeIsAnErrorAndTakesNothingAway(String field, String value, String told)
      throws IOException {
    files.write(OF_A, "[{\"template_id\": \"x\", \"" + field + "\": " + value + "}]");
    TemplateCatalog catalog = files.catalog();
    assertThat(catalog.resolve("x", "a").value("max_price")).contains(0.05);
    assertThat(catalog.validate("x", "a", ValidationLevel.LENIENT, null).diagnostics().getFirst())
        .satisfies(error -> {
          assertThat(error.code()).isEqualTo("WRONG_TYPE");
          assertThat(error.message()).contains(told, "a_templates.json:1:");
        });
  }

  @Test
  void savingWritesItAndKeepsIt() throws IOException {
    TemplateCatalog catalog = files.catalog();
    catalog.apply(
        new TemplateEdit.Create(OF_A, null, "x", Map.of("max_price", Map.of("$unset", true))));
    assertThat(catalog.resolve("x", "a").unset()).containsKey("max_price");
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("image_id", "ami");
    catalog.apply(new TemplateEdit.Update(OF_A, null, "x", fields));
    assertThat(Files.readString(folder.resolve(OF_A)).replaceAll("\\s", ""))
        .contains("\"max_price\":{\"$unset\":true}", "\"image_id\":\"ami\"");
  }

  private static List<Diagnostic> told(TemplateCatalog catalog) {
    return catalog.validate("x", "a", ValidationLevel.STRICT, null).diagnostics();
  }

  private static Map.Entry<String, Integer> entry(String provider, int limit) {
    return Map.entry(provider, limit);
  }
}
