package io.signalbox.core.template.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.LaunchApi;
import io.signalbox.core.provider.ProviderEnvironment;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.template.ResolvedTemplate;
import io.signalbox.core.template.TemplateSummary;
import io.signalbox.core.template.ValidationLevel;
import io.signalbox.core.testing.ConfigFolder;
import io.signalbox.core.testing.ScriptedProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a type declares, or AWS's table says, decides defaults and checks of its templates. */
final class DeclaredByTypesTest {

  private static final ProviderFactory PLAIN = new Declaring("plain", List.of(), Map.of());
  private static final ProviderFactory OTHER =
      new Declaring(
          "other",
          List.of(
              new LaunchApi("Batch", List.of(), false, false, true, 10),
              new LaunchApi("Single", List.of(), false, true, false, 10)),
          Map.of("heterogeneous", "spread"));

  @TempDir Path folder;

  /** One that has a default, as most do, is refused by an API without on-demand machines. */
  @ParameterizedTest
  @CsvSource({
    "aws, SpotFleet, spot, priceCapacityOptimized",
    "aws, RunInstances, ondemand, lowestPrice",
    "other, Batch, heterogeneous, spread",
    "other, Single, ondemand,",
    "nobodys, SpotFleet, ondemand,"
  })
  void templateWithoutPricingGetsTheOneThatItsApiHas(
      String type, String api, String price, String allocation) throws IOException {
    TemplateCatalog catalog = catalog(type, "\"provider_api\": \"" + api + "\"");
    ResolvedTemplate x = catalog.resolve("x", "p");
    assertThat(x.value("price_type")).contains(price);
    assertThat(x.value("allocation_strategy").orElse(null)).isEqualTo(allocation);
    assertThat(catalog.list(null, null))
        .extracting(TemplateSummary::priceType)
        .containsExactly(price);
    assertThat(catalog.validate("x", "p", ValidationLevel.LENIENT, 1).valid()).isTrue();
  }

  @Test
  void pricingThatAnApiDoesNotHaveIsRefusedStill() throws IOException {
    TemplateCatalog catalog =
        catalog("aws", "\"provider_api\": \"SpotFleet\", \"price_type\": \"ondemand\"");
    assertThat(codes(catalog)).containsExactly("PRICING_MODEL_MISMATCH");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plain | \"image_id\": \"i\" |",
        "plain | \"provider_api\": \"Any\" | API_UNCHECKED",
        "other | \"provider_api\": \"Single\" |",
        "other | \"image_id\": \"i\" | NO_API",
        "nobodys | \"image_id\": \"i\" | NO_API",
      })
  void typeThatDeclaresWhatItHasPassesTheStrictestCheck(String type, String fields, String told)
      throws IOException {
    assertThat(codes(catalog(type, fields))).isEqualTo(told == null ? List.of() : List.of(told));
  }

  private static List<String> codes(TemplateCatalog catalog) {
    return catalog.validate("x", "p", ValidationLevel.STRICT, null).diagnostics().stream()
        .map(Diagnostic::code)
        .toList();
  }

  private TemplateCatalog catalog(String type, String fields) throws IOException {
    ConfigFolder files = new ConfigFolder(folder, Map.of("plain", PLAIN, "other", OTHER));
    files.write(
        "config.json",
        "{\"provider\": {\"providers\": [{\"name\": \"p\", \"type\": \"" + type + "\"}]}}");
    files.write("templates.json", "[{\"template_id\": \"x\", " + fields + "}]");
    return files.catalog();
  }

  private record Declaring(
      String type, List<LaunchApi> launchApis, Map<String, String> allocationStrategies)
      implements ProviderFactory {

    @Override
    public List<ConfigField> configFields() {
      return List.of();
    }

    @Override
    public ProviderStrategy create(ProviderEnvironment environment) {
      return new ScriptedProvider(type);
    }
  }
}
