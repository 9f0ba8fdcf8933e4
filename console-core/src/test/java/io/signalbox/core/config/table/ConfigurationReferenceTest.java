package io.signalbox.core.config.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.config.reading.Expected;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.aws.AwsProviderFactory;
import io.signalbox.core.provider.simulated.SimulatedProviderFactory;
import io.signalbox.core.testing.GeneratedDoc;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} lists every key that is declared, and no other. */
class ConfigurationReferenceTest {

  private static final Pattern KEY_BELOW_A_SECTION = Pattern.compile("'[a-z_]+\\.[a-z_]+'");

  @Test
  void keysAreWhatIsDeclared() throws IOException {
    StringBuilder text =
        new StringBuilder(
            "\n"
                + "| key | value | default | meaning | read by | no effect beside |\n"
                + "|---|---|---|---|---|---|\n");
    write(text, "", Declarations.ROOT);
    GeneratedDoc.assertUpToDate("docs/configuration.md", "keys", text.append('\n').toString());
  }

  @Test
  void knobsAreWhatTheSimulatedProviderDeclares() throws IOException {
    StringBuilder text =
        new StringBuilder("\n| key | value | default | meaning |\n|---|---|---|---|\n");
    for (ConfigField field : new SimulatedProviderFactory().configFields()) {
      row(text, field.name(), field, "");
    }
    GeneratedDoc.assertUpToDate("docs/configuration.md", "knobs", text.append('\n').toString());
  }

  @Test
  void whatIsSaidToActInPlaceOfAnotherBrokersSettingIsDeclared() {
    List<String> keys =
        new AwsProviderFactory()
            .configKeysNotUsed().values().stream()
                .flatMap(text -> KEY_BELOW_A_SECTION.matcher(text).results())
                .map(MatchResult::group)
                .toList();
    assertThat(keys)
        .isNotEmpty()
        .allSatisfy(key -> {
          String[] names = key.replace("'", "").split("\\.");
          assertThat(Declarations.ROOT.keys().get(names[0]))
              .isInstanceOfSatisfying(
                  Decl.Section.class, section -> assertThat(section.keys()).containsKey(names[1]));
        });
  }

  private static void write(StringBuilder text, String path, Decl.Section section) {
    section
        .keys()
        .forEach((key, declared) -> {
          if (key.equals("providers") && path.isEmpty()) {
            return;
          }
          write(text, path.isEmpty() ? key : path + "." + key, declared);
        });
  }

  private static void write(StringBuilder text, String path, Decl declared) {
    switch (declared) {
      case Decl.Leaf leaf ->
          row(
              text,
              path,
              leaf.field(),
              leaf.status() == Decl.Status.NOT_IN_FORCE ? " (not in force)" : "",
              leaf.use().readBy(),
              cases(leaf.use()));
      case Decl.Section section -> write(text, path, section);
      case Decl.Items items -> write(text, path + "[]", items.item());
      case Decl.Named named -> write(text, path + ".NAME", named.each());
      case Decl.Kinds kinds ->
          kinds
              .sections()
              .forEach((kind, section) -> write(text, path + " (" + kind + ")", section));
      case Decl.Anything anything -> {
        String status =
            switch (anything.status()) {
              case IN_FORCE -> "";
              case NOT_IN_FORCE -> " (not in force)";
              case KNOWN_NOT_USED -> " (known, not used)";
            };
        line(
            text,
            path,
            "",
            "",
            anything.description() + status,
            anything.status() == Decl.Status.IN_FORCE ? anything.use().readBy() : "",
            cases(anything.use()));
      }
    }
  }

  private static String cases(Use use) {
    return use.idle().stream()
        .map(each -> (each.kind() == Idle.Kind.OVERRULED ? "overruled by " : "") + each.when())
        .collect(Collectors.joining("; "));
  }

  private static void row(
      StringBuilder text, String path, ConfigField field, String remark, String... more) {
    Object fallback = field.defaultValue();
    List<String> cells =
        new ArrayList<>(
            List.of(
                path,
                Expected.of(field),
                fallback == null || fallback.equals("") ? "" : fallback.toString(),
                field.description() + remark));
    cells.addAll(List.of(more));
    line(text, cells.toArray(String[]::new));
  }

  private static void line(StringBuilder text, String... cells) {
    text.append("| `").append(cells[0]).append('`');
    for (String cell : List.of(cells).subList(1, cells.length)) {
      text.append(" | ").append(cell);
    }
    text.append(" |\n");
  }
}
