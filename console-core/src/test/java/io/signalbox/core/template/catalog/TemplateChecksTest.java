package io.signalbox.core.template.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.provider.simulated.SimulatedProviderFactory;
import io.signalbox.core.template.TemplateErrors;
import io.signalbox.core.template.TemplateSummary;
import io.signalbox.core.template.ValidationLevel;
import io.signalbox.core.template.ValidationReport;
import io.signalbox.core.testing.ConfigFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of templates that resolve, and may not be launched as they are. */
class TemplateChecksTest {

  @TempDir Path folder;
  private ConfigFolder files;

  @BeforeEach
  void prepare() {
    files = new ConfigFolder(folder, Map.of("simulated", new SimulatedProviderFactory()));
  }

  @ParameterizedTest
  @CsvSource({
    "RunInstances, spot, instant, FLEET_TYPE_INCOMPATIBLE, WARNING",
    "SpotFleet, ondemand, request, PRICING_MODEL_MISMATCH, ERROR",
    "SpotFleet, spot, instant, FLEET_TYPE_INCOMPATIBLE, ERROR",
    "RunInstances, heterogeneous, '', PRICING_MODEL_MISMATCH, ERROR",
    "Lambda, ondemand, '', API_NOT_SUPPORTED, ERROR",
    "'', ondemand, '', NO_API, WARNING",
  })
  void apisAreHeldToTheirTable(String api, String price, String fleet, String code, String severity)
      throws IOException {
    config("{\"name\": \"a\", \"type\": \"aws\"}");
    files.write(
        "templates.json",
        "[{\"template_id\": \"x\", \"provider_api\": \"%s\", \"price_type\": \"%s\", \"fleet_type\": \"%s\"}]"
            .formatted(api, price, fleet));
    TemplateCatalog catalog = files.catalog();
    Diagnostic found =
        catalog.validate("x", "a", ValidationLevel.LENIENT, null).diagnostics().getFirst();
    assertThat(found.code()).isEqualTo(code);
    assertThat(found.severity().name()).isEqualTo(severity);
    assertThat(catalog.validate("x", "a", ValidationLevel.STRICT, null).valid()).isFalse();
    assertThat(catalog.validate("x", "a", ValidationLevel.BASIC, null).valid())
        .isEqualTo(!code.equals("API_NOT_SUPPORTED"));
  }

  @Test
  void capabilitiesNarrowTheApisAndCountsAreLimited() throws IOException {
    config(
        "{\"name\": \"a\", \"type\": \"aws\", \"capabilities\": [\"compute\", \"RunInstances\"]}");
    files.write(
        "templates.json",
        "[{\"template_id\": \"x\", \"provider_api\": \"EC2Fleet\"},{\"template_id\": \"y\","
            + " \"provider_api\": \"RunInstances\", \"max_instances\": -1}]");
    TemplateCatalog catalog = files.catalog();
    assertThat(
            catalog
                .validate("x", "a", ValidationLevel.BASIC, null)
                .diagnostics()
                .getFirst()
                .message())
        .isEqualTo("Provider does not support API 'EC2Fleet'. Supported APIs: [RunInstances]");
    ValidationReport tooMany = catalog.validate("y", "a", ValidationLevel.BASIC, 101);
    assertThat(tooMany.diagnostics().getFirst().message())
        .isEqualTo("Requested 101 instances exceeds API limit of 100");
    assertThat(TemplateErrors.of(tooMany).code()).isEqualTo(ErrorCode.INSTANCE_LIMIT_EXCEEDED);
    assertThat(catalog.validate("y", "a", ValidationLevel.BASIC, 100).valid()).isTrue();
  }

  @Test
  void whatIsOddInThousandsOfEntriesIsToldInPartWithHowMuchIsLeft() throws IOException {
    config("{\"name\": \"a\", \"type\": \"aws\"}");
    StringBuilder file = new StringBuilder("[{\"template_id\": \"zzz\", \"max_instances\": []}");
    for (int i = 0; i < 1_500; i++) {
      file.append(",{\"template_id\": \"t%d\", \"odd\": 1, \"even\": 2}".formatted(i));
    }
    file.append(",{\"template_id\": \"wrong\", \"max_instances\": true}]");
    files.write("templates.json", file.toString());
    TemplateCatalog catalog = files.catalog();
    List<Diagnostic> told = catalog.diagnostics();
    assertThat(told.getFirst().code()).isEqualTo("WRONG_TYPE");
    assertThat(told).hasSize(1_002);
    assertThat(told.getLast().message()).isEqualTo("2,000 more like these are not listed");
    assertThat(catalog.list(null, null).stream().mapToInt(TemplateSummary::warnings).sum())
        .isEqualTo(3_000);
  }

  private void config(String providers) throws IOException {
    files.write("config.json", "{\"provider\": {\"providers\": [" + providers + "]}}");
  }
}
