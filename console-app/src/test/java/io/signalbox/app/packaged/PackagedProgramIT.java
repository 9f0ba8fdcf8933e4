package io.signalbox.app.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.ProviderFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The folder is a program by itself: wherever it is, however it is called. */
final class PackagedProgramIT {

  @TempDir private Path scratch = Path.of("");

  @Test
  void saysItsVersionAndNothingElse() {
    var answer = PackagedProgram.where(scratch).run("--version").good();
    assertThat(answer.out().strip()).matches("signalbox \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    assertThat(answer.err()).isEmpty();
  }

  @Test
  void anUnknownCommandIsASentenceForAPersonAndJsonForAProgram() {
    var answer = PackagedProgram.where(scratch).run("no-such-command");
    assertThat(answer.status()).isEqualTo(2);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err()).startsWith("error: 'no-such-command'").contains("[INVALID_INPUT]");
    var json = PackagedProgram.where(scratch).run("no-such-command", "--format", "json");
    assertThat(json.status()).isEqualTo(2);
    assertThat(json.err()).hasLineCount(1).contains("\"INVALID_INPUT\"");
  }

  @Test
  void whatAnotherJavaProgramWasToldDoesNotReachIt() {
    var answer =
        PackagedProgram.where(scratch)
            .run(
                Map.of(
                    "JAVA_TOOL_OPTIONS",
                    "-Xmx1m",
                    "JDK_JAVA_OPTIONS",
                    "--no-such-option",
                    "JAVA_HOME",
                    scratch.toString(),
                    "CLASSPATH",
                    scratch.toString()),
                "--version")
            .good();
    assertThat(answer.err()).isEmpty();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void worksMovedWithASpaceInItsPathAndThroughALink() throws IOException {
    var moved = scratch.resolve("a place with spaces");
    PackagedProgram.copy(PackagedProgram.home(), moved);
    var link = Files.createSymbolicLink(scratch.resolve("sb"), moved.resolve("bin/signalbox"));
    var answer =
        PackagedProgram.at(link, scratch).run(Map.of("PATH", "/usr/bin:/bin"), "--version").good();
    assertThat(answer.err()).isEmpty();
  }

  /** A cache that does not fit costs time, never an answer, a word or the exit status. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aCacheThatDoesNotFitIsPassedOver() throws IOException {
    var moved = scratch.resolve("moved");
    PackagedProgram.copy(PackagedProgram.home(), moved);
    var program = PackagedProgram.at(moved.resolve("bin/signalbox"), scratch);
    var cache = moved.resolve("lib/polls.aot");
    assertThat(cache).as("the cache packaging makes").isRegularFile();
    assertThat(moved.resolve("lib/verbs.aot")).isRegularFile();
    assertThat(moved.resolve("lib/window.aot")).isRegularFile();

    Files.setLastModifiedTime(moved.resolve("lib/console-app.jar"), FileTime.fromMillis(0));
    assertThat(program.run("--version").good().err()).as("another jar").isEmpty();

    Files.write(cache, new byte[64]);
    var garbage = program.run("--version").good();
    assertThat(garbage.out()).startsWith("signalbox ");
    assertThat(garbage.err()).as("garbage").isEmpty();

    Files.delete(cache);
    assertThat(program.run("--version").good().err()).as("no cache").isEmpty();
  }

  /**
   * Verbs have copies of their classes in one jar, which must not outlive what it was made from.
   */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aJarThatIsNewerThanTheCopyOfItsClassesIsReadItself() throws IOException {
    var moved = scratch.resolve("moved");
    PackagedProgram.copy(PackagedProgram.home(), moved);
    Files.delete(moved.resolve("lib/polls.aot"));
    var program = PackagedProgram.at(moved.resolve("bin/signalbox"), scratch);
    assertThat(placeOfMain(program)).endsWith("/lib/verbs.jar");

    var copied = Files.getLastModifiedTime(moved.resolve("lib/verbs.jar"));
    Files.setLastModifiedTime(
        moved.resolve("lib/console-app.jar"), FileTime.fromMillis(copied.toMillis() + 60_000));
    assertThat(placeOfMain(program)).endsWith("/lib/console-app.jar");
  }

  private String placeOfMain(PackagedProgram program) throws IOException {
    var log = scratch.resolve("loaded.log");
    program
        .run(
            Map.of("SIGNALBOX_JAVA_OPTS", "-Xlog:class+load=info:file=" + log + ":none"),
            "--version")
        .good();
    var loaded = "io.signalbox.app.Main source: ";
    return Files.readAllLines(log).stream()
        .filter(line -> line.startsWith(loaded))
        .findFirst()
        .orElseThrow()
        .substring(loaded.length());
  }

  /** The program's own types are listed in one place, which must hide nothing beside it. */
  @Test
  void aTypeInAJarBesideTheProgramsOwnIsFound() throws IOException {
    var config = PackagedProgram.sample(scratch.resolve("config"));
    var jar = scratch.resolve("type.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("META-INF/services/" + ProviderFactory.class.getName()));
      out.write("example.HalfBuiltFactory".getBytes(StandardCharsets.UTF_8));
    }
    var answer =
        PackagedProgram.where(scratch)
            .runWith(jar, "config", "validate", "--config-dir", config.toString());
    assertThat(answer.out() + answer.err()).contains("example.HalfBuiltFactory", "TYPE_BROKEN");
  }

  @Test
  void nothingIsUnpackedIntoTheTemporaryFolder() throws IOException {
    var config = PackagedProgram.sample(scratch.resolve("config"));
    var temporary = Files.createDirectories(scratch.resolve("tmp"));
    PackagedProgram.where(scratch)
        .run(
            Map.of(
                "SIGNALBOX_JAVA_OPTS",
                "-Djava.io.tmpdir="
                    + temporary
                    + " -Xlog:library=info:file="
                    + scratch
                    + "/lib.log"),
            "providers",
            "list",
            "--config-dir",
            config.toString())
        .good();
    assertThat(temporary).isEmptyDirectory();
    assertThat(scratch.resolve("lib.log"))
        .content()
        .contains(PackagedProgram.home().resolve("lib").resolve("native").toString());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aDisplayThatIsNotThereIsNamedWithWhatAWindowNeeds() {
    var config = PackagedProgram.sample(scratch.resolve("config"));
    var answer =
        PackagedProgram.where(scratch)
            .run(Map.of("DISPLAY", ":4711"), "--config-dir", config.toString());
    assertThat(answer.status()).isEqualTo(2);
    assertThat(answer.err()).hasLineCount(1).contains("UNSUPPORTED_OPERATION").contains("GTK 3");
  }
}
