package io.signalbox.core.template.field;

import io.signalbox.core.provider.LaunchApi;
import io.signalbox.core.testing.GeneratedDoc;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code docs/templates.md} lists the fields and APIs that are declared, and no others. */
class TemplateReferenceTest {

  @Test
  void fieldsAreWhatIsDeclared() throws IOException {
    StringBuilder text =
        new StringBuilder(
            "\n| field | also | value | default | meaning |\n|---|---|---|---|---|\n");
    for (FieldDef field : FieldTable.BASE.fields()) {
      Set<String> also = new LinkedHashSet<>();
      also.add(field.camelCase());
      also.addAll(field.aliases());
      also.remove(field.name());
      Object fallback = field.defaultValue();
      text.append(
          "| `%s` | %s | %s%s | %s | %s |\n"
              .formatted(
                  field.name(),
                  String.join(", ", also),
                  field.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                  field.allowed().isEmpty() ? "" : ": " + String.join(", ", field.allowed()),
                  fallback == null ? "" : fallback,
                  field.description()));
    }
    GeneratedDoc.assertUpToDate("docs/templates.md", "fields", text.append('\n').toString());
  }

  @Test
  void apisAreWhatIsDeclared() throws IOException {
    StringBuilder text =
        new StringBuilder(
            "\n"
                + "| API | fleet types | spot | on-demand | heterogeneous | most machines |\n"
                + "|---|---|---|---|---|---|\n");
    for (LaunchApi api : new LaunchApis(Map.of()).ofType("aws").values()) {
      text.append(
          "| %s | %s | %s | %s | %s | %d |\n"
              .formatted(
                  api.name(),
                  api.fleetTypes().isEmpty() ? "none" : String.join(", ", api.fleetTypes()),
                  yes(api.spot()),
                  yes(api.onDemand()),
                  yes(api.heterogeneous()),
                  api.maxInstances()));
    }
    GeneratedDoc.assertUpToDate("docs/templates.md", "apis", text.append('\n').toString());
  }

  private static String yes(boolean can) {
    return can ? "yes" : "no";
  }
}
