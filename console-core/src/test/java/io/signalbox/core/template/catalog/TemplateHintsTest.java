package io.signalbox.core.template.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.Diagnostic.Severity;
import io.signalbox.core.template.ResolvedTemplate;
import io.signalbox.core.testing.ConfigFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of names that nobody knows. */
final class TemplateHintsTest {

  @TempDir Path folder;
  private ConfigFolder files;

  @BeforeEach
  void configure() throws IOException {
    files = new ConfigFolder(folder, Map.of());
    files.write(
        "config.json",
        "{\"provider\": {\"providers\": [{\"name\": \"aws-east\", \"type\": \"aws\"},"
            + " {\"name\": \"lab\", \"type\": \"gcp\"}]}}");
  }

  @ParameterizedTest
  @CsvSource({
    "osType, ''",
    "vmTyp, vmType",
    "iopss, iops",
    "tabs, tags",
    "imgae_id, image_id",
    "priceClass, ''",
    "max-instances, maxInstances",
    "securityGroupsId, securityGroupId",
  })
  void onlyLikelyWordsAreSuggested(String key, String meant) throws IOException {
    files.write("templates.json", "[{\"template_id\": \"x\", \"" + key + "\": 1}]");
    Diagnostic told = files.catalog().diagnostics().getFirst();
    assertThat(told.code()).isEqualTo("UNKNOWN_FIELD");
    if (meant.isEmpty()) {
      assertThat(told.hint()).isEmpty();
    } else {
      assertThat(told.hint()).startsWith("Did you mean '" + meant.substring(0, 3));
    }
  }

  @ParameterizedTest
  @CsvSource({"templateID", "template-id", "Template_ID", "templte_id"})
  void misspeltIdIsTold(String key) throws IOException {
    files.write("templates.json", "[{\"" + key + "\": \"x\", \"image_id\": \"i\"}]");
    assertThat(files.catalog().diagnostics())
        .singleElement()
        .satisfies(each -> {
          assertThat(each.code()).isEqualTo("BAD_TEMPLATE_ID");
          assertThat(each.hint()).isEqualTo("It has '" + key + "'. Did you mean 'template_id'?");
        });
  }

  @Test
  void typesOnDemandAndPrioritiesOfHostFactoryFilesAreRead() throws IOException {
    files.write(
        "templates.json",
        "[{\"templateId\": \"x\", \"vmTypesOnDemand\": {\"m5.large\": 2}, \"vmTypesPriority\":"
            + " {\"m5.large\": 1}}]");
    TemplateCatalog catalog = files.catalog();
    assertThat(catalog.diagnostics()).isEmpty();
    ResolvedTemplate read = catalog.resolve("x", "aws-east");
    assertThat(read.value("machine_types_ondemand")).isPresent();
    assertThat(read.value("machine_types_priority")).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aws-est_templates.json | aws-east_templates.json",
        "gcprov_templates.json | gcpprov_templates.json",
        "azureprov_templates.json | templates.json, awsprov_templates.json,"
            + " gcpprov_templates.json,",
      })
  void fileThatIsNotReadIsToldWithTheNameItShouldHave(String file, String should)
      throws IOException {
    files.write(file, "[{\"template_id\": \"x\"}]");
    assertThat(files.catalog().fileDiagnostics())
        .singleElement()
        .satisfies(each -> {
          assertThat(each.severity()).isEqualTo(Severity.WARNING);
          assertThat(each.code()).isEqualTo("FILE_NOT_READ");
          assertThat(each.hint()).contains(should);
        });
  }
}
