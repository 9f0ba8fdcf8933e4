package io.signalbox.core.config.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.config.ConfigurationEdit;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.config.service.FileCheck;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.Diagnostic.Severity;
import io.signalbox.core.config.source.SourceReader;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.file.FileDoor;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.simulated.SimulatedProviderFactory;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What writing a setting does to its file, what it refuses, and how files are checked. */
final class ConfigurationSavingTest {

  private static final String YAML =
      """
      # what this is
      version: '1'   # first
      provider:      # all of them
        providers:
          - name: aws.east   # near
            type: simulated
            weight:  1       # light

          # the other
          - {name: west,  type: simulated , weight: 2}
      notes:
        text: |
          one
          two
        empty:   # nothing
        list:
        - 1
        # between
        - 2
      # the end
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "provider.providers.aws.east.weight;3;weight:  1 ;weight:  3 ",
        "provider.providers.west.weight;3;weight: 2};weight: 3}",
        "provider.providers.west.priority;7;weight: 2};weight: 2, \"priority\": 7}",
        "notes.text;5;text: |\\n    one\\n    two\\n;text: 5\\n",
        "notes.empty;5;empty:   # nothing;empty: 5   # nothing",
        "notes.empty.deep;5;empty:   # nothing;empty: {\"deep\": 5}   # nothing",
        "notes.list;5;list:\\n  - 1\\n  # between\\n  - 2\\n;list: 5\\n",
        "notes.new;5;`  - 2\\n`;`  - 2\\n  new: 5\\n`",
        "provider;5;;",
        "debug;true;# the end;# the end",
      })
  void settingIsWrittenInYamlAndEveryOtherByteStays(
      String key, String value, @Nullable String before, @Nullable String after)
      throws IOException {
    write("config.yaml", YAML);
    Object typed = value.equals("true") ? true : (Object) Long.parseLong(value);
    ConfigurationEdit edit = new ConfigurationEdit("config.yaml", null, key, typed);
    if (before == null || after == null) {
      refused(ErrorCode.CONFIGURATION_INVALID, edit);
      assertThat(read("config.yaml")).isEqualTo(YAML);
    } else if (key.equals("debug")) {
      save(service(), edit);
      assertThat(read("config.yaml")).isEqualTo(YAML.replace("  - 2\n", "  - 2\ndebug: true\n"));
    } else {
      save(service(), edit);
      assertThat(read("config.yaml"))
          .isEqualTo(YAML.replace(before.replace("\\n", "\n"), after.replace("\\n", "\n")));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "provider.providers.aws.east.weight;`      weight:  1       # light\\n`;",
        "provider.providers.west.weight;` , weight: 2}`;}",
        "version;version: '1'   # first\\n;",
        "notes.empty;`  empty:   # nothing\\n`;",
        "notes.text;`  text: |\\n    one\\n    two\\n`;",
        "provider.providers.west;`    - {name: west,  type: simulated , weight: 2}\\n`;",
      })
  void settingIsTakenOutOfYamlWithItsLine(String key, String gone, @Nullable String left)
      throws IOException {
    write("config.yaml", YAML);
    save(service(), new ConfigurationEdit("config.yaml", null, key, null));
    assertThat(read("config.yaml"))
        .isEqualTo(YAML.replace(gone.replace("\\n", "\n"), left == null ? "" : left));
  }

  @Test
  void jsonKeepsItsStyleAndOverlaysAreFilesToo() throws IOException {
    String text =
        "{\r\n\t\"provider\" : {\"providers\": [ {\"name\":\"a\",\"type\":\"simulated\"}]}}";
    write("config.json", text);
    write("production.json", "{}");
    ConfigurationService service = service();
    save(
        service,
        new ConfigurationEdit("config.json", null, "provider.load_balancing.algorithm", "RANDOM"));
    assertThat(read("config.json"))
        .isEqualTo(text.replace("}]}", "}], \"load_balancing\": {\"algorithm\": \"RANDOM\"}}"));
    FileDoor.Saved saved =
        save(service, new ConfigurationEdit("production.json", null, "environment", "production"));
    assertThat(read("production.json")).isEqualTo("{\"environment\": \"production\"}");
    save(service, new ConfigurationEdit("production.json", saved.revision(), "environment", "p"));
    refused(
        ErrorCode.INVALID_STATE,
        new ConfigurationEdit("production.json", saved.revision(), "environment", "q"));
    refused(
        ErrorCode.CONFIGURATION_INVALID,
        new ConfigurationEdit("production.json", null, "provider.load_balancing.algorithm", "NO"));
    assertThat(read("production.json")).isEqualTo("{\"environment\": \"p\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "../config.json, version, INVALID_INPUT",
    "templates.json, version, INVALID_INPUT",
    "absent.json, version, INVALID_INPUT",
    "config.json, '', INVALID_INPUT",
    "config.json, a..b, INVALID_INPUT",
    "config.json, version.below, INVALID_INPUT",
    "config.json, provider.providers.nobody.weight, INVALID_INPUT",
    "config.json, provider.providers.a.type, CONFIGURATION_INVALID",
  })
  void whatCannotBeWrittenIsRefused(String file, String key, ErrorCode code) throws IOException {
    String text =
        "{\"version\": \"1\", \"provider\": {\"providers\": [{\"name\": \"a\", \"type\":"
            + " \"simulated\"}]}}";
    write("config.json", text);
    refused(code, new ConfigurationEdit(file, null, key, List.of()));
    assertThat(read("config.json")).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "provider.load_balancing.algoritm;Did you mean 'algorithm'?",
        "provider.load_blancing.algorithm;Did you mean 'load_balancing'?",
        "provider.providers.a.wieght;Did you mean 'weight'?",
        "provider.providers.a.config.launch_time;launch_time_ms",
        "request.defualt_timeout;Did you mean 'default_timeout'?",
        "debugg;Did you mean 'debug'?",
        "nonsense.altogether;Known here: ",
      })
  void misspeltKeyIsNeitherSavedNorTakenForNotSet(String key, String hint) throws IOException {
    String text = "{\"provider\": {\"providers\": [{\"name\": \"a\", \"type\": \"simulated\"}]}}";
    write("config.json", text);
    for (Object value : new Object[] {5L, ""}) {
      assertThatThrownBy(() ->
              save(
                  service(),
                  new ConfigurationEdit("config.json", null, key, "".equals(value) ? null : value)))
          .hasMessageContaining("is not a known key. ")
          .hasMessageContaining(hint);
    }
    assertThat(read("config.json")).isEqualTo(text);
  }

  @Test
  void keyThatAnUnknownTypeMayHaveAndUnknownKeyThatIsThereCanBeEdited() throws IOException {
    write(
        "config.json",
        "{\"provider\": {\"providers\": [{\"name\": \"a\", \"type\": \"simulated\"}, {\"name\":"
            + " \"b\", \"type\": \"elsewhere\", \"enabled\": false}]}, \"mine\": 1}");
    save(
        service(), new ConfigurationEdit("config.json", null, "provider.providers.b.config.x", 1L));
    save(service(), new ConfigurationEdit("config.json", null, "mine", null));
    assertThat(read("config.json")).contains("\"config\": {\"x\": 1}").doesNotContain("mine");
  }

  @Test
  void whatIsSoAlreadyIsNotWritten() throws IOException {
    String before =
        "{\"request\": {\"default_timeout\" :  3.0E2},\n \"provider\": {\"providers\": [{\"name\":"
            + " \"a\", \"type\": \"simulated\"}]}}";
    write("config.json", before);
    for (ConfigurationEdit edit :
        List.of(
            new ConfigurationEdit("config.json", null, "request.default_timeout", 300.0),
            new ConfigurationEdit("config.json", null, "request.max_machines_per_request", null),
            new ConfigurationEdit("config.json", null, "provider.load_balancing.algorithm", null),
            new ConfigurationEdit("config.json", null, "provider.providers.a.weight", null))) {
      assertThat(save(service(), edit).changed()).as(edit.key()).isFalse();
    }
    assertThat(read("config.json")).isEqualTo(before);
    assertThat(folder.resolve("config.json.bak")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"(hidden)", "https://***@hooks.example.com/x"})
  void whatIsShownInPlaceOfASecretIsNotSavedInItsPlace(String shown) throws IOException {
    String before =
        "{\"alerts\": {\"webhook\": {\"url\": \"https://hooks.example.com/s3cr3t\"}}, \"provider\":"
            + " {\"providers\": [{\"name\": \"a\", \"type\": \"simulated\"}]}}";
    write("config.json", before);
    ConfigurationEdit edit =
        new ConfigurationEdit("config.json", null, "alerts.webhook.url", shown);
    assertThat(service().tryOut(edit).refusal()).contains("in place of a secret");
    refused(ErrorCode.INVALID_INPUT, edit);
    assertThat(read("config.json")).isEqualTo(before);
  }

  @Test
  void emptySectionOfProvidersIsTold() throws IOException {
    write("config.yaml", "provider:\n");
    assertThat(check("config.yaml"))
        .filteredOn(each -> each.severity() == Severity.ERROR)
        .singleElement()
        .satisfies(each -> assertThat(each.message()).startsWith("config.yaml:1:"));
  }

  @Test
  void overlayIsCheckedOverItsBase() throws IOException {
    write("config.yaml", "provider:\n  providers:\n    - {name: a, type: simulated, weight: 1}\n");
    write("production.json", "{\"provider\": {\"providers\": [{\"name\": \"a\", \"weight\": 2}]}}");
    assertThat(check("production.json")).noneMatch(each -> each.severity() == Severity.ERROR);
    write("wrong.json", "{\"provider\": {\"providers\": [{\"name\": \"a\", \"weight\": -2}]}}");
    assertThat(check("wrong.json"))
        .filteredOn(each -> each.severity() == Severity.ERROR)
        .singleElement()
        .satisfies(each -> assertThat(each.message()).startsWith("wrong.json:1:"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a: 1\\nb: [1, 2\\nc: 3\\n; bad.yaml:3:; expected ',' or ']'",
        "a: 'open\\n; bad.yaml:2:; found unexpected end of stream",
        "a: 1\\n\\tb: 2\\n; bad.yaml:2:; cannot start any token",
        "a: b: c\\n; bad.yaml:1:; mapping values are not allowed here",
      })
  void mistakesInYamlAreToldWithReasonAndLine(String text, String place, String reason) {
    SourceReader.Parsed parsed =
        SourceReader.read(
            text.replace("\\n", "\n").replace("\\t", "\t").getBytes(StandardCharsets.UTF_8),
            "bad.yaml");
    assertThat(parsed.diagnostics())
        .singleElement()
        .satisfies(each -> assertThat(each.message()).startsWith(place.strip()).contains(reason));
  }

  private List<Diagnostic> check(String file) {
    return FileCheck.validate(
        folder.resolve(file),
        name -> null,
        Map.of("simulated", new SimulatedProviderFactory()),
        new Secrets());
  }

  private void refused(ErrorCode code, ConfigurationEdit edit) {
    ConfigurationService service = service();
    assertThatThrownBy(() -> save(service, edit))
        .isInstanceOfSatisfying(
            SignalboxException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
  }

  private static FileDoor.Saved save(ConfigurationService service, ConfigurationEdit edit) {
    return service.save(edit, read -> {});
  }

  private ConfigurationService service() {
    ConfigurationService service =
        new ConfigurationService(
            folder,
            null,
            name -> null,
            Map.of("simulated", new SimulatedProviderFactory()),
            new ManualTime(),
            new EventStream(),
            new Secrets());
    service.load();
    return service;
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }
}
