package io.signalbox.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Where the system tells of changes itself. */
@EnabledOnOs({OS.LINUX, OS.WINDOWS})
final class FolderWatchTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void tellsOfFilesOfInterestThatAppearChangeAndGo() throws Exception {
    try (FolderWatch watch = new FolderWatch(folder, name -> name.endsWith(".json"))) {
      assertThat(watch.await(folder, Duration.ZERO)).isFalse();
      Path file = folder.resolve("a.json");
      Files.writeString(file, "1");
      assertThat(watch.await(folder, LONG)).isTrue();
      Files.writeString(file, "2");
      assertThat(watch.await(folder, LONG)).isTrue();
      Files.writeString(folder.resolve("a.txt"), "1");
      assertThat(watch.await(folder, Duration.ofMillis(50))).isFalse();
      Files.delete(file);
      assertThat(watch.await(folder, LONG)).isTrue();
    }
  }

  @Test
  void listensToTheFolderThatTookTheOldOnesPlace() throws Exception {
    Path watched = Files.createDirectory(folder.resolve("config"));
    try (FolderWatch watch = new FolderWatch(watched, name -> true)) {
      assertThat(watch.await(watched, Duration.ZERO)).isFalse();
      Files.move(watched, folder.resolve("away"));
      assertThatThrownBy(() -> watch.await(watched, LONG)).isInstanceOf(IOException.class);
      Files.createDirectory(watched);
      assertThat(watch.await(watched, Duration.ZERO)).isFalse();
      Files.writeString(watched.resolve("a"), "1");
      assertThat(watch.await(watched, LONG)).isTrue();
    }
  }

  @Test
  void closedTellsWhoeverListens() throws Exception {
    FolderWatch watch = new FolderWatch(folder, name -> true);
    watch.close();
    assertThatThrownBy(() -> watch.await(folder, LONG))
        .isInstanceOf(ClosedWatchServiceException.class);
  }
}
