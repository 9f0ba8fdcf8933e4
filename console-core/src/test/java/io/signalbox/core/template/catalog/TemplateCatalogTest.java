package io.signalbox.core.template.catalog;

import static io.signalbox.core.testing.ConfigFolder.codes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.SourceNode.ArrayNode;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.config.source.SourceReader;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.simulated.SimulatedProviderFactory;
import io.signalbox.core.template.FieldValue;
import io.signalbox.core.template.Offer;
import io.signalbox.core.template.ResolvedTemplate;
import io.signalbox.core.template.TemplateSummary;
import io.signalbox.core.template.ValidationLevel;
import io.signalbox.core.template.ValidationReport;
import io.signalbox.core.template.field.TemplateExtensionRegistry;
import io.signalbox.core.testing.ConfigFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the layers of a folder resolve to, for every provider. */
class TemplateCatalogTest {

  private static final Map<String, ProviderFactory> FACTORIES =
      Map.of("simulated", new SimulatedProviderFactory());

  @TempDir Path folder;
  private ConfigFolder files;

  @BeforeEach
  void prepare() {
    files = new ConfigFolder(folder, FACTORIES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"type\": \"aws\"", "\"type\": \"simulated\", \"simulates\": \"aws\""})
  void webServerExampleResolvesFieldByField(String type) throws IOException {
    config(
        "{\"name\": \"aws-us-east-1\", " + type + "}, {\"name\": \"aws-us-west-2\", " + type + "}");
    webServer();
    TemplateCatalog catalog = files.catalog();
    ResolvedTemplate east = catalog.resolve("web-server", "aws-us-east-1");
    assertThat(places(east))
        .containsExactly(
            Map.entry("template_id", "web-server aws-us-east-1_templates.json:2"),
            Map.entry("provider_type", "aws awsprov_templates.json:3"),
            Map.entry("provider_name", "aws-us-east-1 aws-us-east-1_templates.json:3"),
            Map.entry("provider_api", "EC2Fleet awsprov_templates.json:4"),
            Map.entry("image_id", "ami-east-optimized aws-us-east-1_templates.json:4"),
            Map.entry("instance_type", "t3.small awsprov_templates.json:5"),
            Map.entry("max_instances", "10 aws-us-east-1_templates.json:5"));
    assertThat(east.fields().get("max_instances").overrides())
        .extracting(FieldValue::value)
        .containsExactly(5L, 2L);
    assertThat(catalog.resolve("web-server", "aws-us-west-2").value("max_instances")).contains(5L);
    assertThat(catalog.resolve("web-server", null).providerReason()).contains("pinned");
    Offer offer = catalog.offer("web-server").orElseThrow();
    assertThat(offer.pins()).containsExactly("aws-us-east-1");
    assertThat(offer.limits()).isEqualTo(Map.of("aws-us-east-1", 10, "aws-us-west-2", 5));
  }

  @Test
  void configurationLayersStandBelowFiles() throws IOException {
    files.write(
        "config.json",
        """
        {"template": {"default_key_name": "hf", "default_instance_type": "t1", "ami_resolution": {"enabled": true}},
         "provider": {
          "provider_defaults": {"aws": {"template_defaults": {"instance_type": "t2", "fleet_type": "instant"}}},
          "providers": [{"name": "a", "type": "aws", "template_defaults": {"fleet_type": "request"}}]}}
        """);
    files.write(
        "templates.json",
        "[{\"template_id\": \"x\", \"image_id\": \"ami\", \"fleet_type\": null}]");
    ResolvedTemplate x = files.catalog().resolve("x", "a");
    assertThat(x.value("key_name")).contains("hf");
    assertThat(x.value("instance_type")).contains("t2");
    assertThat(x.value("fleet_type")).contains("request");
    assertThat(x.fields().get("fleet_type").inForce().layer().number()).isEqualTo(3);
    assertThat(x.defaults()).containsEntry("max_instances", 1L).doesNotContainKey("fleet_type");
  }

  @Test
  void entriesThatContradictTheInstanceTakeNoPart() throws IOException {
    config("{\"name\": \"a\", \"type\": \"aws\"}, {\"name\": \"b\", \"type\": \"gcp\"}");
    files.write(
        "templates.json",
        "[{\"template_id\": \"x\", \"provider_type\": \"aws\"}, {\"template_id\": \"y\","
            + " \"is_active\": false}]");
    TemplateCatalog catalog = files.catalog();
    ResolvedTemplate onB = catalog.resolve("x", "b");
    assertThat(onB.offered()).isFalse();
    assertThat(onB.offeredReason()).isEqualTo("provider_type is aws");
    assertThat(onB.layers().getFirst().refused()).isEqualTo("provider_type is aws");
    assertThat(catalog.resolve("y", "a").offeredReason()).isEqualTo("is_active is false");
    assertThat(catalog.list(null, "b")).isEmpty();
    assertThat(catalog.list("aws", null))
        .extracting(TemplateSummary::templateId)
        .containsExactly("x");
  }

  @Test
  void aTemplateOfNoMachinesIsShownAndNotOffered() throws IOException {
    config(
        """
        {"name": "a", "type": "aws"},
        {"name": "b", "type": "aws", "template_defaults": {"max_instances": 0}}
        """);
    files.write(
        "templates.json",
        """
        [{"templateId": "x", "providerApi": "RunInstances", "maxNumber": 0},
         {"templateId": "y", "providerApi": "RunInstances"}]
        """);
    TemplateCatalog catalog = files.catalog();
    ResolvedTemplate none = catalog.resolve("x", "a");
    assertThat(none.offered()).isFalse();
    assertThat(none.offeredReason()).isEqualTo("max_instances is 0");
    assertThat(none.value("max_instances")).contains(0L);
    assertThat(catalog.list(null, null))
        .extracting(
            TemplateSummary::templateId, TemplateSummary::maxInstances, TemplateSummary::offeredBy)
        .containsExactly(tuple("x", 0, List.of()), tuple("y", 1, List.of("a")));
    assertThat(catalog.offered()).extracting(TemplateSummary::templateId).containsExactly("y");
    Offer offer = catalog.offer("y").orElseThrow();
    assertThat(offer.offers())
        .containsExactly(Map.entry("a", ""), Map.entry("b", "max_instances is 0"));
    assertThat(offer.limits()).isEqualTo(Map.of("a", 1));

    ValidationReport shown = catalog.validate("x", "a", ValidationLevel.LENIENT, null);
    assertThat(shown.valid()).as("it was turned off, which is no mistake").isTrue();
    assertThat(shown.diagnostics())
        .extracting(Diagnostic::code, Diagnostic::message)
        .contains(tuple("NOT_OFFERED", "a does not offer x: max_instances is 0"));
    assertThat(catalog.validate("x", "a", ValidationLevel.STRICT, null).valid()).isFalse();
    assertThat(catalog.validate("x", "a", ValidationLevel.LENIENT, 1).valid())
        .as("machines of it are asked for")
        .isFalse();
  }

  @Test
  void legacyFileActsOnlyWhereNobodyIsOfTypeAws() throws IOException {
    config("{\"name\": \"g\", \"type\": \"gcp\"}");
    files.write("awsprov_templates.json", "[{\"template_id\": \"x\", \"image_id\": \"old\"}]");
    files.write("templates.json", "[{\"template_id\": \"x\", \"image_id\": \"new\"}]");
    ResolvedTemplate x = files.catalog().resolve("x", "g");
    assertThat(x.value("image_id")).contains("new");
    assertThat(x.fields().get("image_id").overrides().getFirst().layer().number()).isEqualTo(4);
  }

  @Test
  void twoFilesOfOneTypeAreToldAndTheFirstWins() throws IOException {
    config("{\"name\": \"a\", \"type\": \"aws\"}");
    files.write("awsprov_templates.json", "[{\"template_id\": \"x\", \"image_id\": \"one\"}]");
    files.write("aws_templates.json", "[{\"template_id\": \"x\", \"image_id\": \"two\"}]");
    TemplateCatalog catalog = files.catalog();
    assertThat(catalog.resolve("x", "a").value("image_id")).contains("one");
    assertThat(codes(catalog.diagnostics())).contains("TWO_TYPE_FILES");
  }

  @Test
  void olderBrokersSpellingsAreRead() throws IOException {
    config("{\"name\": \"a\", \"type\": \"aws\"}");
    files.write(
        "templates.json",
        """
        {"Templates": [{"Name": "A", "Image": "centos", "Flavor": "big", "MaxNumber": "0",
           "instanceTags": "group=p1;team=x", "securityGroupIds": [""], "subnetId": "s1, s2",
           "templateID": "oops"}]}
        """);
    TemplateCatalog catalog = files.catalog();
    ResolvedTemplate a = catalog.resolve("A", null);
    assertThat(a.value("image_id")).contains("centos");
    assertThat(a.value("instance_type")).contains("big");
    assertThat(a.value("max_instances")).contains(0L);
    assertThat(a.value("tags")).contains(Map.of("group", "p1", "team", "x"));
    assertThat(a.value("subnet_ids")).contains(List.of("s1", "s2"));
    assertThat(a.fields()).doesNotContainKey("security_group_ids");
    assertThat(codes(catalog.diagnostics()))
        .contains("NUMBER_IN_TEXT", "CAPITALISED_KEY", "UNKNOWN_FIELD");
    assertThat(catalog.diagnostics().toString()).contains("Did you mean 'templateId'?");
    assertThat(catalog.list(null, null).getFirst().maxInstances()).isZero();
  }

  @Test
  void typeAndListOfTypesReplaceEachOtherAcrossLayers() throws IOException {
    config("{\"name\": \"a\", \"type\": \"aws\"}");
    files.write("templates.json", "[{\"template_id\": \"x\", \"vmTypes\": {\"t3.medium\": 2}}]");
    files.write("a_templates.json", "[{\"template_id\": \"x\", \"vmType\": \"t3.large\"}]");
    ResolvedTemplate x = files.catalog().resolve("x", "a");
    assertThat(x.fields()).containsKey("instance_type").doesNotContainKey("machine_types");
  }

  @Test
  void whatMachinesMustHaveReplacesTypesOfALowerLayerAndTheOtherWayRound() throws IOException {
    config("{\"name\": \"a\", \"type\": \"aws\"}");
    files.write(
        "templates.json",
        """
        [{"template_id": "x", "vmType": "t3.medium"},
         {"template_id": "y", "abisInstanceRequirements": {"VCpuCount": {"Min": 2}}}]
        """);
    files.write(
        "a_templates.json",
        """
        [{"template_id": "x", "instance_requirements": {"vcpu_count": {"min": 2}}},
         {"template_id": "y", "vmTypes": {"t3.medium": 1}}]
        """);
    TemplateCatalog catalog = files.catalog();
    assertThat(catalog.resolve("x", "a").fields())
        .containsKey("instance_requirements")
        .doesNotContainKey("instance_type");
    assertThat(catalog.resolve("y", "a").fields())
        .containsKey("machine_types")
        .doesNotContainKey("instance_requirements");
  }

  @Test
  void duplicateIdsNameBothPlacesAndTheFirstCounts() throws IOException {
    config("{\"name\": \"a\", \"type\": \"aws\"}");
    files.write(
        "templates.json",
        "[{\"template_id\": \"x\", \"image_id\": \"1\"},\n {\"template_id\": \"x\"}]");
    TemplateCatalog catalog = files.catalog();
    assertThat(catalog.resolve("x", "a").value("image_id")).contains("1");
    assertThat(catalog.diagnostics().getFirst().message())
        .contains("templates.json:2:2")
        .contains("templates.json:1:2");
  }

  @Test
  void placesInAnEntryAreThoseOfTheFileThoughEachEntryIsReadByItself() throws IOException {
    config("{\"name\": \"a\", \"type\": \"aws\"}");
    files.write(
        "templates.json",
        "\uFEFF{\"note\": \"\u00e4\", \"templates\": [{\"template_id\": \"one\"}, {\"templateId\":"
            + " \"x\",\n"
            + "  \"image_id\": \"i\", \"oops\": 1, \"image_id\": \"j\"}]}");
    TemplateCatalog catalog = files.catalog();
    ObjectNode whole =
        (ObjectNode)
            Objects.requireNonNull(
                SourceReader.read(folder.resolve("templates.json"), "templates.json").root());
    ObjectNode entry =
        (ObjectNode) ((ArrayNode) whole.get("templates").orElseThrow()).items().get(1);
    ResolvedTemplate x = catalog.resolve("x", "a");
    assertThat(x.layers().getFirst().location()).isEqualTo(entry.location());
    assertThat(x.fields().get("template_id").inForce().location())
        .isEqualTo(entry.get("templateId").orElseThrow().location());
    assertThat(x.fields().get("image_id").inForce().location())
        .isEqualTo(entry.get("image_id").orElseThrow().location());
    assertThat(x.value("image_id")).contains("i");
    assertThat(catalog.validate("x", "a", ValidationLevel.LENIENT, null).diagnostics())
        .extracting(each -> each.code() + " " + each.location())
        .contains("DUPLICATE_KEY templates.json:2:31", "UNKNOWN_FIELD templates.json:2:20");
  }

  @Test
  void templatesThatAreAlikeForManyProvidersAreOfferedByEachInItsOwnName() throws IOException {
    config(
        """
        {"name": "a", "type": "aws"},
        {"name": "b", "type": "aws", "template_defaults": {"max_instances": 3}},
        {"name": "c", "type": "aws"},
        {"name": "d", "type": "aws", "capabilities": {"max_instances_per_request": 2}},
        {"name": "e", "type": "gcp"},
        {"name": "f", "type": "aws", "template_defaults": {"is_active": false}}
        """);
    files.write(
        "templates.json",
        "[{\"template_id\": \"x\", \"provider_type\": \"aws\"}, {\"template_id\": \"pinned\","
            + " \"provider_name\": \"c\", \"max_instances\": 9}]");
    files.write("c_templates.json", "[{\"template_id\": \"x\", \"max_instances\": 7}]");
    files.write("a_templates.json", "[{\"template_id\": \"own\", \"name\": \"Of a\"}]");
    TemplateCatalog catalog = files.catalog();
    Offer x = catalog.offer("x").orElseThrow();
    assertThat(x.offers())
        .containsExactly(
            Map.entry("a", ""),
            Map.entry("b", ""),
            Map.entry("c", ""),
            Map.entry("d", ""),
            Map.entry("e", "provider_type is aws"),
            Map.entry("f", "is_active is false"));
    assertThat(x.limits()).isEqualTo(Map.of("a", 1, "b", 3, "c", 7, "d", 1));
    assertThat(catalog.offer("pinned").orElseThrow().offers())
        .containsEntry("b", "provider_name is c")
        .containsEntry("c", "");
    assertThat(catalog.offer("own").orElseThrow().offers())
        .containsEntry("a", "")
        .containsEntry("b", "No file has an entry of it for b")
        .containsEntry("c", "No file has an entry of it for c");
    assertThat(catalog.list(null, null))
        .extracting(TemplateSummary::templateId, TemplateSummary::offeredBy)
        .containsExactly(
            tuple("own", List.of("a")),
            tuple("pinned", List.of("c")),
            tuple("x", List.of("a", "b", "c", "d")));
    assertThat(catalog.list("aws", "b").getFirst().maxInstances()).isEqualTo(3);
    for (String provider : List.of("a", "b", "c", "d", "e", "f")) {
      for (String id : List.of("x", "pinned", "own")) {
        ResolvedTemplate alone = catalog.resolve(id, provider);
        assertThat(catalog.offer(id).orElseThrow().offers())
            .containsEntry(provider, alone.offeredReason());
      }
    }
  }

  @Test
  void extensionFieldsHaveTheirDefaults() throws IOException {
    TemplateExtensionRegistry registry = new TemplateExtensionRegistry(FACTORIES);
    assertThat(
            registry.createExtensionConfig("simulated", Map.of()).orElseThrow().flag("private_dns"))
        .isTrue();
    assertThat(registry.createExtensionConfig("aws", Map.of())).isEmpty();
    config("{\"name\": \"a\", \"type\": \"simulated\"}");
    files.write("templates.json", "[{\"template_id\": \"x\", \"launch_delay_ms\": 50}]");
    ResolvedTemplate x = files.catalog().resolve("x", "a");
    assertThat(x.value("launch_delay_ms")).contains(50L);
    assertThat(x.defaults()).containsEntry("private_dns", true);
  }

  private void config(String providers) throws IOException {
    files.write("config.json", "{\"provider\": {\"providers\": [" + providers + "]}}");
  }

  private void webServer() throws IOException {
    files.write(
        "templates.json",
        """
        [{
          "template_id": "web-server", "image_id": "ami-base",
          "instance_type": "t2.micro", "max_instances": 2
        }]
        """);
    files.write(
        "awsprov_templates.json",
        """
        [{
          "template_id": "web-server",
          "provider_type": "aws",
          "provider_api": "EC2Fleet",
          "instance_type": "t3.small",
          "max_instances": 5
        }]
        """);
    files.write(
        "aws-us-east-1_templates.json",
        """
        [{
          "template_id": "web-server",
          "provider_name": "aws-us-east-1",
          "image_id": "ami-east-optimized",
          "max_instances": 10
        }]
        """);
  }

  private static Map<String, String> places(ResolvedTemplate template) {
    Map<String, String> places = new LinkedHashMap<>();
    template
        .fields()
        .forEach((name, field) ->
            places.put(
                name,
                field.inForce().value()
                    + " "
                    + field.inForce().location().file()
                    + ":"
                    + field.inForce().location().line()));
    return places;
  }
}
