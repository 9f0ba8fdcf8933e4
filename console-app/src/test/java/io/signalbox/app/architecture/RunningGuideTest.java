package io.signalbox.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.Main;
import io.signalbox.core.Signalbox;
import io.signalbox.core.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/running.md} tells every variable that is read and the status of every error. */
final class RunningGuideTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern OWN = Pattern.compile("SIGNALBOX_[A-Z_]+|HF_LOG_LEVEL|LOG_SILENT");

  private static String guide() throws IOException {
    return Files.readString(ROOT.resolve("docs/running.md"));
  }

  @Test
  void everyVariableThatIsReadHasItsRow() throws Exception {
    Set<String> read = new TreeSet<>();
    for (Class<?> type : List.of(Signalbox.class, Main.class)) {
      ProgramTexts.besides(type).values().stream()
          .flatMap(Collection::stream)
          .filter(text -> OWN.matcher(text).matches())
          .forEach(read::add);
    }
    OWN.matcher(Files.readString(Path.of("src/packaging/bin/signalbox")))
        .results()
        .map(MatchResult::group)
        .forEach(read::add);
    assertThat(read).contains("SIGNALBOX_READ_ONLY", "SIGNALBOX_JAVA_OPTS");
    String guide = guide();
    assertThat(read).allSatisfy(name -> assertThat(guide).contains("\n| `" + name + "` |"));
  }

  @Test
  void everyErrorStandsBesideItsStatus() throws IOException {
    List<String> rows = guide().lines().toList();
    for (ErrorCode code : ErrorCode.values()) {
      assertThat(rows)
          .filteredOn(row -> row.matches("\\| \\d \\|.*") && row.contains("`" + code + "`"))
          .singleElement()
          .satisfies(row -> assertThat(row).startsWith("| " + code.exitStatus() + " |"));
    }
  }
}
