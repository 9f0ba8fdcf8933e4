package io.signalbox.core.template.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.Diagnostic.Severity;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.template.ResolvedTemplate;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.MemoryLastGood;
import java.io.IOException;
import java.nio.file.Files;
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

  @BeforeEach
  void configure() throws IOException {
    write(
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
    write("templates.json", "[{\"template_id\": \"x\", \"" + key + "\": 1}]");
    Diagnostic told = catalog().diagnostics().getFirst();
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
    write("templates.json", "[{\"" + key + "\": \"x\", \"image_id\": \"i\"}]");
    assertThat(catalog().diagnostics())
        .singleElement()
        .satisfies(each -> {
          assertThat(each.code()).isEqualTo("BAD_TEMPLATE_ID");
          assertThat(each.hint()).isEqualTo("It has '" + key + "'. Did you mean 'template_id'?");
        });
  }

  @Test
  void typesOnDemandAndPrioritiesOfHostFactoryFilesAreRead() throws IOException {
    write(
        "templates.json",
        "[{\"templateId\": \"x\", \"vmTypesOnDemand\": {\"m5.large\": 2}, \"vmTypesPriority\":"
            + " {\"m5.large\": 1}}]");
    TemplateCatalog catalog = catalog();
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
    write(file, "[{\"template_id\": \"x\"}]");
    assertThat(catalog().fileDiagnostics())
        .singleElement()
        .satisfies(each -> {
          assertThat(each.severity()).isEqualTo(Severity.WARNING);
          assertThat(each.code()).isEqualTo("FILE_NOT_READ");
          assertThat(each.hint()).contains(should);
        });
  }

  private TemplateCatalog catalog() {
    ConfigurationService service =
        new ConfigurationService(
            folder,
            null,
            name -> null,
            Map.of(),
            new ManualTime(),
            new EventStream(),
            new Secrets());
    service.load();
    TemplateCatalog catalog =
        new TemplateCatalog(
            service::current, Map.of(), new MemoryLastGood(), new ManualTime(), new EventStream());
    catalog.refresh();
    return catalog;
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
