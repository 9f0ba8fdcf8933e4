package io.signalbox.core.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.aws.checks.Permission;
import io.signalbox.core.provider.aws.failure.AwsError;
import io.signalbox.core.provider.aws.launch.FieldUse;
import io.signalbox.core.provider.aws.launch.RunInstancesFields;
import io.signalbox.core.template.field.FieldDef;
import io.signalbox.core.template.field.FieldTable;
import io.signalbox.core.testing.GeneratedDoc;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/aws.md} lists what is declared, and no more. */
final class AwsReferenceTest {

  private static final String DOC = "docs/aws.md";

  @Test
  void settings() throws IOException {
    StringBuilder text = new StringBuilder("\n| key | default | meaning |\n|---|---|---|\n");
    for (ConfigField field : new AwsProviderFactory().configFields()) {
      Object value = field.defaultValue();
      text.append(
          "| `%s` | %s | %s%s |\n"
              .formatted(
                  field.name(),
                  value == null ? "" : value + (field.unit().isEmpty() ? "" : " " + field.unit()),
                  field.description(),
                  field.secret() ? "; a reference" : ""));
    }
    GeneratedDoc.assertUpToDate(DOC, "settings", text.append('\n').toString());
  }

  @Test
  void permissions() throws IOException {
    StringBuilder text = new StringBuilder("\n| action | needed | what for |\n|---|---|---|\n");
    for (Permission permission : Permission.LEAST) {
      text.append(
          "| `%s` | %s | %s |\n"
              .formatted(
                  permission.action(),
                  switch (permission.need()) {
                    case ALWAYS -> "always";
                    case SOME -> "by some";
                    case CHECKS -> "for checks";
                  },
                  permission.purpose()));
    }
    GeneratedDoc.assertUpToDate(DOC, "permissions", text.append('\n').toString());
    String actions =
        Permission.LEAST.stream()
            .map(permission -> "      \"" + permission.action() + "\"")
            .collect(Collectors.joining(",\n"));
    GeneratedDoc.assertUpToDate(
        DOC,
        "policy",
        "\n```json\n{\"Version\": \"2012-10-17\", \"Statement\": [\n"
            + "  {\"Effect\": \"Allow\", \"Resource\": \"*\", \"Action\": [\n"
            + actions
            + "]}]}\n```\n\n");
  }

  @Test
  void fields() throws IOException {
    StringBuilder text =
        new StringBuilder("\n| field | parameter of RunInstances | note |\n|---|---|---|\n");
    for (FieldUse use : RunInstancesFields.uses()) {
      text.append(
          "| `%s` | %s | %s |\n"
              .formatted(
                  use.field(),
                  switch (use.use()) {
                    case SENT, STEPS -> "`" + use.parameter() + "`";
                    case CONSOLE -> "none: the console's own";
                    case NOT_TAKEN -> "none: validation warns";
                  },
                  use.note()));
    }
    GeneratedDoc.assertUpToDate(DOC, "fields", text.append('\n').toString());
  }

  @Test
  void errors() throws IOException {
    StringBuilder text =
        new StringBuilder("\n| code | class | of a launch | what to do |\n|---|---|---|---|\n");
    for (AwsError row : AwsError.TABLE) {
      text.append(
          "| `%s` | %s%s | %s%s | %s |\n"
              .formatted(
                  row.code(),
                  row.failureClass(),
                  row.throttled() ? ", throttled" : "",
                  row.done().name().toLowerCase(Locale.ROOT).replace("nothing", "not done"),
                  row.next() ? ", next step" : "",
                  row.advice()));
    }
    GeneratedDoc.assertUpToDate(DOC, "errors", text.append('\n').toString());
  }

  @Test
  void everyFieldOfATemplateHasItsRow() {
    assertThat(RunInstancesFields.uses())
        .extracting(FieldUse::field)
        .containsExactlyElementsOf(FieldTable.BASE.fields().stream().map(FieldDef::name).toList());
  }
}
