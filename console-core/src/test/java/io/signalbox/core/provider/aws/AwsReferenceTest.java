package io.signalbox.core.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.aws.checks.Permission;
import io.signalbox.core.provider.aws.failure.AwsError;
import io.signalbox.core.provider.aws.launch.AwsApis;
import io.signalbox.core.provider.aws.launch.FieldUse;
import io.signalbox.core.provider.aws.launch.LaunchFields;
import io.signalbox.core.provider.aws.launch.ec2fleet.Ec2FleetFields;
import io.signalbox.core.provider.aws.launch.group.GroupFields;
import io.signalbox.core.provider.aws.launch.spotfleet.SpotFleetFields;
import io.signalbox.core.template.field.FieldDef;
import io.signalbox.core.template.field.FieldTable;
import io.signalbox.core.testing.GeneratedDoc;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/aws.md} lists what is declared, and no more. */
final class AwsReferenceTest {

  private static final String DOC = "docs/aws.md";

  /** What becomes of fields, by API. */
  private static final Map<String, List<FieldUse>> APIS = new LinkedHashMap<>();

  static {
    APIS.put(AwsApis.RUN_INSTANCES, LaunchFields.uses());
    APIS.put(AwsApis.EC2_FLEET, Ec2FleetFields.uses());
    APIS.put(AwsApis.SPOT_FLEET, SpotFleetFields.uses());
    APIS.put(AwsApis.ASG, GroupFields.uses());
  }

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
                  (field.secret() ? "; a reference" : "") + aliases(field)));
    }
    GeneratedDoc.assertUpToDate(DOC, "settings", text.append('\n').toString());
  }

  private static String aliases(ConfigField field) {
    return field.aliases().isEmpty()
        ? ""
        : ". Also "
            + field.aliases().stream()
                .map(alias ->
                    "`" + alias.name() + "`" + (alias.factor() == 1 ? "" : " (milliseconds)"))
                .collect(Collectors.joining(", "));
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
        new StringBuilder(
            "\n| field | %s |\n|---|%s\n"
                .formatted(String.join(" | ", APIS.keySet()), "---|".repeat(APIS.size())));
    for (FieldDef field : FieldTable.BASE.fields()) {
      text.append("| `%s` |".formatted(field.name()));
      APIS.values().forEach(uses -> text.append(" ").append(cell(uses, field.name())).append(" |"));
      text.append('\n');
    }
    GeneratedDoc.assertUpToDate(DOC, "fields", text.append('\n').toString());
  }

  private static String cell(List<FieldUse> uses, String field) {
    FieldUse use =
        uses.stream().filter(each -> each.field().equals(field)).findFirst().orElseThrow();
    String what =
        switch (use.use()) {
          case SENT, STEPS -> "`" + use.parameter() + "`";
          case CONSOLE -> "the console's own";
          case NOT_TAKEN -> "not taken: validation warns";
        };
    return use.note().isEmpty() ? what : what + ". " + use.note();
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
    APIS.values()
        .forEach(uses ->
            assertThat(uses)
                .extracting(FieldUse::field)
                .containsExactlyElementsOf(
                    FieldTable.BASE.fields().stream().map(FieldDef::name).toList()));
  }
}
