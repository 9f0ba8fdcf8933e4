package io.signalbox.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FileDoorTest {

  @TempDir Path home;
  private Path folder;
  private Path file;
  private FileDoor door;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(home.resolve("config"));
    file = folder.resolve("templates.json");
    door = new FileDoor(home.resolve("state"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "rw-r-----", "rw-rw-r--"})
  void permissionsStayAndTheBackupIsPrivate(String permissions) throws IOException {
    Files.writeString(file, "before");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    save("after");
    assertThat(file).hasContent("after");
    assertThat(permissions(file)).isEqualTo(permissions);
    Path backup = folder.resolve("templates.json.bak");
    assertThat(backup).hasContent("before");
    assertThat(permissions(backup)).isEqualTo("rw-------");
    assertThat(names(folder)).containsExactly("templates.json", "templates.json.bak");
    assertThat(permissions(home.resolve("state"))).isEqualTo("rwx------");
    assertThat(permissions(home.resolve("state/saving.lock"))).isEqualTo("rw-------");
  }

  @Test
  void linkIsFollowedToItsTargetAndStaysOne() throws IOException {
    Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));
    Path target = Files.writeString(elsewhere.resolve("shared.json"), "before");
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
    Files.createSymbolicLink(file, Path.of("../elsewhere/shared.json"));
    save("after");
    assertThat(file).isSymbolicLink().hasContent("after");
    assertThat(target).hasContent("after");
    assertThat(permissions(target)).isEqualTo("rw-------");
    assertThat(names(elsewhere)).containsExactly("shared.json");
    assertThat(folder.resolve("templates.json.bak")).hasContent("before");
  }

  @Test
  void plantedLinksAreNeverFollowed() throws IOException {
    Path victim = Files.writeString(home.resolve("victim"), "untouched");
    Files.writeString(file, "before");
    Files.createSymbolicLink(folder.resolve(".templates.json.new"), victim);
    Files.createSymbolicLink(folder.resolve("templates.json.bak"), victim);
    Files.createDirectory(home.resolve("state"));
    save("after");
    assertThat(victim).hasContent("untouched");
    assertThat(file).hasContent("after");
    assertThat(folder.resolve("templates.json.bak"))
        .satisfies(backup -> assertThat(Files.isSymbolicLink(backup)).isFalse())
        .hasContent("before");
    Files.delete(home.resolve("state/saving.lock"));
    Files.createSymbolicLink(home.resolve("state/saving.lock"), victim);
    assertRefused(() -> save("again"));
    assertThat(file).hasContent("after");
  }

  @ParameterizedTest
  @CsvSource({
    "folder, it is a folder",
    "pipe, it is no regular file",
    "link to nothing, it is a link to nothing",
    "link to a pipe, it is no regular file"
  })
  void whatIsNoFileIsRefused(String kind, String why) throws Exception {
    Path pipe = home.resolve("pipe");
    switch (kind) {
      case "folder" -> Files.createDirectory(file);
      case "pipe" -> makePipe(file);
      case "link to nothing" -> Files.createSymbolicLink(file, home.resolve("nothing"));
      default -> {
        makePipe(pipe);
        Files.createSymbolicLink(file, pipe);
      }
    }
    assertRefused(() -> save("after")).hasMessageContaining(why);
    assertThat(names(folder)).containsExactly("templates.json");
  }

  @Test
  void whatSomebodySavesPastTheDoorMeanwhileIsNotOverwritten() throws IOException {
    Files.writeString(file, "before");
    assertRefused(() ->
            door.save(
                file,
                null,
                before -> {
                  write(file, "by an editor");
                  return "after";
                }))
        .hasMessageContaining("was changed since you read it");
    assertThat(file).hasContent("by an editor");
    assertThat(names(folder)).containsExactly("templates.json");
  }

  @Test
  void revisionIsOfTheBytesAndOfNoFileToo() throws IOException {
    assertRefused(() -> save(FileDoor.revision(new byte[] {1}), "x"));
    FileDoor.Saved first = save(FileDoor.revision(null), "first");
    assertRefused(() -> save(FileDoor.revision(null), "x"));
    assertThat(first.revision()).isEqualTo(FileDoor.revision(Files.readAllBytes(file)));
    assertThat(save(first.revision(), "second").text()).isEqualTo("second");
    assertRefused(() -> save(first.revision(), "third"));
    assertThat(file).hasContent("second");
  }

  @Test
  void editThatChangesNothingWritesNothing() throws IOException {
    Files.writeString(file, "same");
    Object made = Files.readAttributes(file, "unix:ino").get("ino");
    save("same");
    assertThat(Files.readAttributes(file, "unix:ino").get("ino")).isEqualTo(made);
    assertThat(names(folder)).containsExactly("templates.json");
  }

  @Test
  void whatKilledProcessesLeftIsTakenAway() throws IOException {
    Files.writeString(file, "before");
    Files.writeString(
        folder.resolve(".templates.json.00000000-0000-4000-8000-000000000000.new"), "half");
    Files.writeString(folder.resolve(".templates.json.mine.new"), "somebody's");
    save("after");
    assertThat(names(folder))
        .containsExactly(".templates.json.mine.new", "templates.json", "templates.json.bak");
  }

  @Test
  void byteOrderMarkStaysAndHalfACharacterIsRefused() throws IOException {
    Files.writeString(file, "\uFEFFbefore");
    assertThat(save("after").text()).isEqualTo("\uFEFFafter");
    assertThat(Files.readString(file)).isEqualTo("\uFEFFafter");
    assertThatThrownBy(() -> save("\uD83D"))
        .isInstanceOfSatisfying(
            SignalboxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT));
    assertThat(Files.readString(file)).isEqualTo("\uFEFFafter");
  }

  @ParameterizedTest
  @CsvSource({
    "'a|\r\n|b|\r\n|c|\n|', 'a|\n|B|\n|c|\n|', 'a|\r\n|B|\r\n|c|\n|'",
    "'a|\r\n|b|\r\n|', 'a|\n|b|\n|c|\n|d', 'a|\r\n|b|\r\n|c|\r\n|d'",
    "'a|\n|b|\n|', 'a|\r\n|x|\r\n|b|\r\n|', 'a|\n|x|\n|b|\n|'",
    "'a|\r\n|b', '', ''",
    "'', 'a|\r\n|b', 'a|\n|b'",
  })
  void typedTextHasTheLineEndsOfTheFile(
      @Nullable String before, @Nullable String typed, @Nullable String after) {
    FileText file = new FileText(plain(before), false, true);
    assertThat(file.typedOver(plain(typed))).isEqualTo(plain(after));
  }

  private static String plain(@Nullable String text) {
    return text == null ? "" : text.replace("|", "");
  }

  private FileDoor.Saved save(String text) {
    return save(null, text);
  }

  private FileDoor.Saved save(@Nullable String revision, String text) {
    return door.save(file, revision, before -> text);
  }

  private static AbstractThrowableAssert<?, ?> assertRefused(ThrowingCallable save) {
    return assertThatThrownBy(save)
        .isInstanceOfSatisfying(
            SignalboxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_STATE));
  }

  private static void makePipe(Path at) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("mkfifo", at.toString()).start().waitFor()).isZero();
  }

  private static void write(Path to, String text) {
    try {
      Files.writeString(to, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String permissions(Path of) throws IOException {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(of, LinkOption.NOFOLLOW_LINKS));
  }

  private static List<String> names(Path in) throws IOException {
    try (Stream<Path> files = Files.list(in)) {
      return files.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }
}
