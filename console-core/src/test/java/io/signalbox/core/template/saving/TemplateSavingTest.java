package io.signalbox.core.template.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.template.ResolvedTemplate;
import io.signalbox.core.template.TemplateEdit;
import io.signalbox.core.template.TemplateFile;
import io.signalbox.core.template.TemplateSummary;
import io.signalbox.core.template.catalog.TemplateCatalog;
import io.signalbox.core.testing.ConfigFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What saving a template does to the rest of its file, and what it refuses to do. */
final class TemplateSavingTest {

  private static final String FILE = "templates.json";

  @TempDir Path folder;
  private ConfigFolder files;

  @BeforeEach
  void configure() throws IOException {
    files = new ConfigFolder(folder, Map.of());
    files.write(
        "config.json", "{\"provider\": {\"providers\": [{\"name\": \"a\", \"type\": \"aws\"}]}}");
  }

  @Test
  void textWithQuotesColonsAndCommasIsSavedAsItIs() throws IOException {
    files.write(FILE, "[{\"template_id\": \"x\"}]");
    String script = "PATH=\"$HOME/bin\":$PATH; a=[\"b\",\"c\"]; echo '{\"k\":1}' \\ \u0085 \u20ac";
    Map<String, Object> tags = Map.of("a\":b", "c,\"d");
    TemplateCatalog catalog = files.catalog();
    catalog.apply(update("x", Map.of("user_data", script)));
    catalog.apply(update("x", Map.of("tags", tags, "network_zones", List.of("z,\"1", "z\":2"))));
    ResolvedTemplate saved = catalog.resolve("x", "a");
    assertThat(saved.value("user_data")).contains(script);
    assertThat(saved.value("tags")).contains(tags);
    assertThat(saved.value("network_zones")).contains(List.of("z,\"1", "z\":2"));
    assertThat(files.read(FILE)).contains("\"network_zones\": [\"z,\\\"1\", \"z\\\":2\"]");
  }

  @Test
  void savedRevisionIsOfWhatWasSavedAndSecondEditOfOneRevisionIsRefused() throws IOException {
    files.write(FILE, "[{\"template_id\": \"x\"}]");
    TemplateCatalog catalog = files.catalog();
    String seen = catalog.files().getFirst().revision();
    TemplateFile saved =
        catalog.apply(new TemplateEdit.Update(FILE, seen, "x", fields("image_id", "one"))).file();
    assertThat(saved.text()).isEqualTo(files.read(FILE));
    refused(
        ErrorCode.INVALID_STATE,
        new TemplateEdit.Update(FILE, seen, "x", fields("image_id", "two")));
    catalog.apply(new TemplateEdit.Delete(FILE, saved.revision(), "x"));
    assertThat(files.read(FILE)).isEqualTo("[]");
  }

  @Test
  void whatStandsInTheFileAlreadyIsNotWrittenAgain() throws IOException {
    String text = "[{\"template_id\": \"x\", \"max_instances\":  3, \"tags\": {\"a\" : \"b\"}}]";
    files.write(FILE, text);
    Map<String, Object> same = Map.of("max_instances", 3, "tags", Map.of("a", "b"));
    for (TemplateEdit edit :
        List.of(
            new TemplateEdit.Create(FILE, null, "x", same),
            new TemplateEdit.Update(FILE, null, "x", Map.of("tags", Map.of("a", "b"))),
            new TemplateEdit.Delete(FILE, null, "y"),
            new TemplateEdit.Replace(FILE, null, text))) {
      assertThat(files.catalog().apply(edit).changed()).as(edit.toString()).isFalse();
      assertThat(files.read(FILE)).isEqualTo(text);
    }
    refused(
        ErrorCode.INVALID_STATE,
        new TemplateEdit.Create(FILE, null, "x", Map.of("max_instances", 4)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"templates", "Templates"})
  void idThatWouldHideEveryOtherTemplateIsRefused(String id) throws IOException {
    String text = "{\"x\": {\"image_id\": \"i\"}}";
    files.write(FILE, text);
    refused(ErrorCode.INVALID_INPUT, new TemplateEdit.Create(FILE, null, id, Map.of()));
    assertThat(files.read(FILE)).isEqualTo(text);
    files.write(FILE, "[]");
    files.catalog().apply(new TemplateEdit.Create(FILE, null, id, Map.of()));
    assertThat(files.catalog().resolve(id, "a").templateId()).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"template_id\": \"x\", \"image_id\": \"i\"} | templates",
        "[{\"template_id\": \"x\"}, {\"template_id\": \"y\"}] | TemplateId",
        "[{\"template_id\": \"x\"}, {\"template_id\": \"y\"}] | template_id",
        "[{\"Name\": \"x\"}] | Name",
        "{\"x\": {\"image_id\": \"i\"}} | templateId",
      })
  void updateThatWouldHideOrRenameIsRefused(String text, String field) throws IOException {
    files.write(FILE, text);
    Object value = field.equals("templates") ? List.of() : "y";
    refused(
        ErrorCode.INVALID_INPUT, new TemplateEdit.Update(FILE, null, "x", fields(field, value)));
    assertThat(files.read(FILE)).isEqualTo(text);
  }

  @Test
  void linesThatAreAddedEndAsTheFilesDo() throws IOException {
    String text = "{\n  \"templates\": [\n    {\n      \"template_id\": \"x\"\n    }\n  ]\n}\n";
    files.write(FILE, text.replace("\n", "\r\n"));
    TemplateCatalog catalog = files.catalog();
    catalog.apply(update("x", Map.of("image_id", "i")));
    catalog.apply(new TemplateEdit.Create(FILE, null, "y", fields("tags", Map.of("a", "b"))));
    assertThat(files.read(FILE)).contains("\"y\"").doesNotContainPattern("[^\\r]\\n");
    catalog.apply(
        new TemplateEdit.Replace(
            FILE, null, files.read(FILE).replace("\r\n", "\n").replace("\"i\"", "\"I\"")));
    assertThat(files.read(FILE)).doesNotContainPattern("[^\\r]\\n");
    catalog.apply(new TemplateEdit.Delete(FILE, null, "y"));
    catalog.apply(new TemplateEdit.Delete(FILE, null, "x"));
    assertThat(files.read(FILE)).isEqualTo("{\r\n  \"templates\": []\r\n}\r\n");
  }

  @Test
  void fileWithAByteOrderMarkIsEditedAndKeepsIt() throws IOException {
    files.write(FILE, "\uFEFF[{\"template_id\": \"x\",   \"odd\":1}]");
    files.catalog().apply(update("x", Map.of("image_id", "\ud83d\ude80")));
    assertThat(files.read(FILE))
        .isEqualTo(
            "\uFEFF[{\"template_id\": \"x\",   \"odd\":1,   \"image_id\": \"\ud83d\ude80\"}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"template_id\": \"x\", \"image_id\": \"i\"} | {\"templates\": []}",
        "[{\"template_id\": \"\\u0078\"}] | []",
        "[{\"template_\\u0069d\": \"x\"}, {\"template_id\": \"y\"}] | [{\"template_id\": \"y\"}]",
        "{\"\\u0078\": {\"image_id\": \"i\"}} | {}",
        "{\"Templates\": {\"x\": {}, \"z\": 1}} | {\"Templates\": {\"z\": 1}}",
      })
  void everyEntryThatIsReadCanBeDeleted(String before, String after) throws IOException {
    files.write(FILE, before);
    TemplateCatalog catalog = files.catalog();
    catalog.apply(new TemplateEdit.Delete(FILE, null, "x"));
    assertThat(files.read(FILE)).isEqualTo(after);
    assertThat(catalog.list(null, null)).noneMatch(each -> each.templateId().equals("x"));
  }

  @Test
  void fileWithAMistakeElsewhereCanBeEditedAndTheMistakeMended() throws IOException {
    files.write(
        FILE,
        "[{\"template_id\": \"x\"},\n {\"template_id\": \"x\"},\n {\"template_id\": \"bad id\"}]");
    TemplateCatalog catalog = files.catalog();
    catalog.apply(update("x", Map.of("image_id", "i")));
    catalog.apply(new TemplateEdit.Delete(FILE, null, "x"));
    assertThat(files.read(FILE))
        .isEqualTo("[{\"template_id\": \"x\"},\n {\"template_id\": \"bad id\"}]");
    refused(ErrorCode.TEMPLATE_INVALID, new TemplateEdit.Replace(FILE, null, "[{}, {}]"));
  }

  @Test
  void longIdIsToldInPart() throws IOException {
    String id = "x".repeat(1_000_000);
    files.write(FILE, "[{\"template_id\": \"" + id + "\"}]");
    TemplateCatalog catalog = files.catalog();
    assertThat(catalog.diagnostics())
        .singleElement()
        .satisfies(each ->
            assertThat(each.message()).contains("(1,000,000 characters)").hasSizeLessThan(300));
    String other = "y".repeat(1_000_000);
    for (TemplateEdit edit :
        List.of(new TemplateEdit.Create(FILE, null, other, Map.of()), update(other, Map.of()))) {
      assertThatThrownBy(() -> catalog.apply(edit))
          .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }
    assertThatThrownBy(() -> catalog.resolve(other, null))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
  }

  @Test
  void fileThatIsNoTextIsRefusedWithoutATrace() throws IOException {
    byte[] bytes = {'[', (byte) 0xff, ']'};
    Files.write(folder.resolve(FILE), bytes);
    refused(ErrorCode.TEMPLATE_INVALID, new TemplateEdit.Create(FILE, null, "x", Map.of()));
    assertThat(Files.readAllBytes(folder.resolve(FILE))).isEqualTo(bytes);
    files.catalog().apply(new TemplateEdit.Replace(FILE, null, "[]"));
    assertThat(files.read(FILE)).isEqualTo("[]");
    assertThat(Files.readAllBytes(folder.resolve(FILE + ".bak"))).isEqualTo(bytes);
  }

  @Test
  void folderInPlaceOfAFileIsTold() throws IOException {
    Files.createDirectory(folder.resolve(FILE));
    assertThat(files.catalog().diagnostics())
        .singleElement()
        .satisfies(each -> {
          assertThat(each.code()).isEqualTo("FILE_UNREADABLE");
          assertThat(each.message()).contains("templates.json cannot be read");
        });
  }

  private void refused(ErrorCode code, TemplateEdit edit) {
    TemplateCatalog catalog = files.catalog();
    assertThatThrownBy(() -> catalog.apply(edit))
        .isInstanceOfSatisfying(
            SignalboxException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void valueThatAFieldCannotHaveIsRefusedBeforeItIsSaved() throws IOException {
    files.write(FILE, "[{\"template_id\": \"x\", \"min_instances\": \"many\"}]");
    String before = files.read(FILE);
    TemplateCatalog catalog = files.catalog();
    assertThatThrownBy(() -> catalog.apply(update("x", Map.of("max_instances", "lots"))))
        .isInstanceOfSatisfying(
            SignalboxException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.TEMPLATE_INVALID))
        .hasMessageContaining("max_instances");
    assertThat(files.read(FILE)).isEqualTo(before);
    // What was wrong before stands in nobody's way.
    catalog.apply(update("x", Map.of("max_instances", 5)));
    assertThat(catalog.resolve("x", "a").value("max_instances")).hasToString("Optional[5]");
  }

  @Test
  void savingLeavesEveryOtherCharacterAlone() throws IOException {
    String text =
        """
        {
            "scheduler": "hf",
            "templates": [
                {
                    "templateId": "x",   "maxNumber": 5,
                    "odd": [1,2 ,3]
                },
                {"templateId": "y"}
            ]
        }
        """;
    files.write(FILE, text);
    TemplateCatalog catalog = files.catalog();
    String revision = catalog.files().getFirst().revision();
    catalog.apply(new TemplateEdit.Update(FILE, revision, "x", Map.of("max_instances", 9)));
    assertThat(files.read(FILE)).isEqualTo(text.replace("5,", "9,"));
    assertThat(Files.readString(folder.resolve(FILE + ".bak"))).isEqualTo(text);
    assertThatThrownBy(() ->
            catalog.apply(new TemplateEdit.Update(FILE, revision, "x", Map.of("image_id", "i"))))
        .isInstanceOfSatisfying(
            SignalboxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_STATE));
    catalog.apply(new TemplateEdit.Update(FILE, null, "x", Map.of("image_id", "ami-1")));
    assertThat(catalog.resolve("x", "a").value("image_id")).contains("ami-1");
    assertThat(files.read(FILE)).contains("\"odd\": [1,2 ,3],\n            \"imageId\": \"ami-1\"");
    catalog.apply(new TemplateEdit.Create(FILE, null, "z", Map.of("image_id", "ami-z")));
    catalog.apply(new TemplateEdit.Delete(FILE, null, "y"));
    assertThat(catalog.list(null, null))
        .extracting(TemplateSummary::templateId)
        .containsExactly("x", "z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x_templates.json", "config.json", "nobody_templates.json", ".bashrc"})
  void editsStayInTheLayersFiles(String file) throws IOException {
    TemplateCatalog catalog = files.catalog();
    assertThatThrownBy(() -> catalog.apply(new TemplateEdit.Create(file, null, "x", Map.of())))
        .isInstanceOfSatisfying(
            SignalboxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT));
  }

  @Test
  void editThatCannotBeReadIsRefusedAndNothingIsLost() throws IOException {
    files.write(FILE, "[]");
    TemplateCatalog catalog = files.catalog();
    assertThatThrownBy(() -> catalog.apply(new TemplateEdit.Replace(FILE, null, "[{\"a\": }]")))
        .isInstanceOfSatisfying(
            SignalboxException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.TEMPLATE_INVALID));
    assertThat(files.read(FILE)).isEqualTo("[]");
  }

  private static TemplateEdit update(String id, Map<String, Object> fields) {
    return new TemplateEdit.Update(FILE, null, id, new LinkedHashMap<>(fields));
  }

  private static Map<String, Object> fields(String key, Object value) {
    return Map.of(key, value);
  }
}
