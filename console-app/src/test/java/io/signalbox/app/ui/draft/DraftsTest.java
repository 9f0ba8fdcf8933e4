package io.signalbox.app.ui.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftsTest {

  @TempDir Path state;
  @TempDir Path config;
  private final FakeBuses.Pending later = new FakeBuses.Pending();

  @Test
  void unsavedTextIsThereAfterARestart() {
    try (Drafts drafts = open()) {
      drafts.keep("layer:templates.json", Map.of("text", "[ \"${IMAGE}\" ]\n", "revision", "r1"));
      drafts.keep("submit", Map.of("count", "3"));
    }
    try (Drafts again = open()) {
      assertThat(again.find("layer:templates.json"))
          .contains(Map.of("text", "[ \"${IMAGE}\" ]\n", "revision", "r1"));
      assertThat(again.forms("layer:")).containsExactly("layer:templates.json");
      again.drop("layer:templates.json");
      again.drop("submit");
    }
    assertThat(files()).as("nothing is unsaved").isEmpty();
  }

  @Test
  void keepingWritesNothingItselfAndManyChangesAreOneWrite() {
    try (Drafts drafts = open()) {
      for (int i = 0; i < 100; i++) {
        drafts.keep("submit", Map.of("count", String.valueOf(i)));
      }
      assertThat(files()).isEmpty();
      assertThat(later.size()).isEqualTo(1);
      later.runAll();
      assertThat(open().find("submit")).contains(Map.of("count", "99"));
      drafts.keep("submit", Map.of("count", "99"));
      assertThat(later.size()).as("nothing is new").isZero();
    }
  }

  @Test
  void fileIsItsOwnersAlone() throws IOException {
    try (Drafts drafts = open()) {
      drafts.keep("submit", Map.of("count", "1"));
    }
    assertThat(files()).hasSize(1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().getFirst())))
        .isEqualTo("rw-------");
  }

  @Test
  void twoWindowsKeepEachOthersForms() {
    Drafts one = open();
    Drafts two = open();
    one.keep("layer:a.json", Map.of("text", "a"));
    two.keep("layer:b.json", Map.of("text", "b"));
    one.close();
    two.close();
    assertThat(open().forms("layer:")).containsExactlyInAnyOrder("layer:a.json", "layer:b.json");
  }

  @Test
  void configurationFoldersOfOneStateFolderDoNotMix() throws IOException {
    try (Drafts drafts = open()) {
      drafts.keep("submit", Map.of("count", "1"));
    }
    Path other = Files.createDirectory(config.resolve("other"));
    assertThat(Drafts.open(state, other, later).find("submit")).isEmpty();
  }

  @Test
  void fileThatCannotBeReadIsPutAsideAndTold() throws IOException {
    try (Drafts drafts = open()) {
      drafts.keep("submit", Map.of("count", "1"));
    }
    Path file = files().getFirst();
    Files.writeString(file, "{\"submit\": {\"count\"");
    try (Drafts drafts = open()) {
      assertThat(drafts.problem()).contains(file + ".unreadable");
      drafts.keep("submit", Map.of("count", "2"));
    }
    assertThat(open().find("submit")).contains(Map.of("count", "2"));
    assertThat(files()).contains(Path.of(file + ".unreadable"));
  }

  @Test
  void nothingWhereTextsShouldBeIsNoReasonNotToOpen() throws IOException {
    try (Drafts drafts = open()) {
      drafts.keep("submit", Map.of("count", "1"));
    }
    Path file = files().getFirst();
    Files.writeString(file, "{\"submit\": {\"count\": null, \"name\": \"x\"}, \"other\": null}");
    assertThat(open().find("submit")).contains(Map.of("name", "x"));
    Files.writeString(file, "null");
    assertThat(open().problem()).contains(file + ".unreadable");
  }

  @Test
  void failedWriteIsToldAndTriedAgain() throws IOException {
    Path missing = state.resolve("missing");
    Drafts drafts = Drafts.open(missing, config, later);
    drafts.keep("submit", Map.of("count", "1"));
    later.runAll();
    assertThat(drafts.problem()).contains("end with this window");
    Files.createDirectory(missing);
    drafts.close();
    assertThat(drafts.problem()).isEmpty();
    assertThat(Drafts.open(missing, config, later).find("submit")).isPresent();
  }

  private Drafts open() {
    return Drafts.open(state, config, later);
  }

  private List<Path> files() {
    try (Stream<Path> all = Files.list(state)) {
      return all.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
