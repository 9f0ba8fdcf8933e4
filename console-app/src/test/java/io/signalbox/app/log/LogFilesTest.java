package io.signalbox.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.log.LogLevel;
import io.signalbox.core.log.LogSettings;
import io.signalbox.core.log.LogTarget.Attachment;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.log.Traced;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What reaches a log's file and a terminal. */
final class LogFilesTest {

  private static final String SECRET = "pass\"word\\with\nall of it";

  @TempDir Path folder;

  @Test
  void aSecretWithQuotesAndLinesIsInNoLineOfALog() throws IOException {
    Secrets secrets = new Secrets();
    secrets.add(SECRET);
    ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    try (Attachment file = Logs.toFile(new LogSettings(folder, LogLevel.INFO), secrets);
        Attachment text = Logs.toTerminal(terminal, Map.of(), secrets);
        Traced trace = Traced.by(SECRET)) {
      LoggerFactory.getLogger("io.signalbox.test")
          .warn(
              "canary-log says {} to {}",
              SECRET,
              "{\"p\":\"pass\\\"word\\\\with\\nall of it\"}",
              new IllegalStateException("thrown " + SECRET));
    }
    String lines =
        Files.readString(folder.resolve("logs/app.log"))
            + terminal.toString(StandardCharsets.UTF_8);
    assertThat(lines).contains("canary-log says ***").doesNotContain("pass", "all of it");
  }

  @Test
  void aLineEndInAMessageForgesNoLine() {
    ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    try (Attachment text = Logs.toTerminal(terminal, Map.of(), new Secrets())) {
      LoggerFactory.getLogger("io.signalbox.test")
          .warn("forge-test {}", "a\n12:00:00.000 ERROR forged \u001b[2J");
    }
    assertThat(terminal.toString(StandardCharsets.UTF_8).lines())
        .filteredOn(line -> line.contains("forge-test"))
        .singleElement()
        .asString()
        .endsWith("forge-test a\\n12:00:00.000 ERROR forged \\u001b[2J");
    assertThat(terminal.toString(StandardCharsets.UTF_8).lines())
        .noneMatch(line -> line.startsWith("12:00:00.000"));
  }

  @Test
  void aLogIsItsUsersAlone() throws IOException {
    try (Attachment file = Logs.toFile(new LogSettings(folder.resolve("state"), LogLevel.INFO))) {
      LoggerFactory.getLogger("io.signalbox.test").warn("private-test");
    }
    for (String each : new String[] {"state", "state/logs", "state/logs/app.log"}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(each))))
          .as(each)
          .isEqualTo(each.endsWith(".log") ? "rw-------" : "rwx------");
    }
  }

  @Test
  void aFileThatAnotherProcessRenamedOrDeletedIsLeftForTheOneUnderItsName() throws IOException {
    Path log = folder.resolve("logs/app.log");
    try (Attachment file = Logs.toFile(new LogSettings(folder, LogLevel.INFO))) {
      LoggerFactory.getLogger("io.signalbox.test").warn("rename-test before");
      Files.move(log, folder.resolve("logs/app.1.log"));
      LoggerFactory.getLogger("io.signalbox.test").warn("rename-test between");
      assertThat(Files.readString(log)).contains("between").doesNotContain("before");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
          .isEqualTo("rw-------");
      Files.delete(log);
      LoggerFactory.getLogger("io.signalbox.test").warn("rename-test after");
    }
    assertThat(Files.readString(log)).contains("after").doesNotContain("between");
    assertThat(Files.readString(folder.resolve("logs/app.1.log"))).doesNotContain("between");
  }

  @Test
  void whoHasNothingToTellMakesNoFile() {
    try (Attachment file = Logs.toFile(new LogSettings(folder.resolve("quiet"), LogLevel.ERROR))) {
      LoggerFactory.getLogger("io.signalbox.test").warn("under the level");
    }
    assertThat(folder.resolve("quiet")).doesNotExist();
  }

  @Test
  void aFolderThatCannotBeMadeIsNoReasonNotToRun() throws IOException {
    Files.writeString(folder.resolve("in-the-way"), "");
    try (Attachment file =
        Logs.toFile(new LogSettings(folder.resolve("in-the-way"), LogLevel.INFO))) {
      LoggerFactory.getLogger("io.signalbox.test").warn("lost");
    }
    assertThat(folder.resolve("in-the-way")).isRegularFile();
  }
}
