package io.signalbox.app.ui.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.ui.activity.ActivityExport.Format;
import io.signalbox.core.activity.ActivityFilter;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.Query;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is filtered, as a file. */
final class ActivityExportTest {

  @TempDir Path folder;
  private final ManualTime time = new ManualTime();
  private final Entries entries = new Entries();
  private final FakeBuses buses = new FakeBuses().on(Query.ListActivity.class, entries::page);
  private final ActivityExport export = new ActivityExport(buses.services(time));

  @Test
  void jsonHasEveryEntryOfEveryPage() throws IOException {
    fill(2_500);
    List<Long> told = new ArrayList<>();
    export.stateProperty().addListener((property, old, state) -> told.add(state.written()));
    Path file = folder.resolve("a.json");
    export.start(file, Format.JSON, ActivityFilter.ALL, 2_500);
    JsonNode read = new ObjectMapper().readTree(file.toFile());
    assertThat(read).hasSize(2_500);
    assertThat(read.get(0).get("after").get("state").asText()).isEqualTo("drained");
    assertThat(told).as("progress").contains(1_000L, 2_000L, 2_500L);
    assertThat(export.stateProperty().get().words()).isEqualTo("2500 entries written to a.json");
    assertThat(files()).containsExactly("a.json");
  }

  @Test
  void csvHasAHeaderAndALineForEach() throws IOException {
    fill(3);
    Path file = folder.resolve("a.csv");
    export.start(file, Format.CSV, ActivityFilter.ALL, 3);
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(4);
    assertThat(lines.getFirst()).startsWith("id,at,kind,source,actor,action,subject");
    assertThat(lines.getLast()).contains(",act,act,ana (window),Drain,p0,", "\"{\"\"state\"\"");
  }

  @Test
  void itIsItsOwnersAloneAndTakesNoOtherFilesPlace() throws IOException {
    fill(3);
    Files.writeString(folder.resolve("a.csv.part"), "mine");
    Path file = folder.resolve("a.csv");
    export.start(file, Format.CSV, ActivityFilter.ALL, 3);
    assertThat(folder.resolve("a.csv.part")).hasContent("mine");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void cancelledItLeavesNoFileAndWhatWasThereBeforeStays() throws IOException {
    fill(2_500);
    Path file = folder.resolve("a.json");
    Files.writeString(file, "before");
    export
        .stateProperty()
        .addListener((property, old, state) -> {
          if (state.written() == 1_000) {
            export.cancel();
          }
        });
    export.start(file, Format.JSON, ActivityFilter.ALL, 2_500);
    assertThat(Files.readString(file)).isEqualTo("before");
    assertThat(files()).containsExactly("a.json");
    assertThat(export.stateProperty().get().words()).startsWith("Export cancelled");
    assertThat(export.stateProperty().get().running()).isFalse();
  }

  @Test
  void aFailureSaysWhyAndLeavesNoFile() throws IOException {
    buses.on(
        Query.ListActivity.class,
        asked -> {
          throw new SignalboxException(ErrorCode.STORE_UNAVAILABLE, "The store is gone");
        });
    export.start(folder.resolve("a.csv"), Format.CSV, ActivityFilter.ALL, -1);
    assertThat(export.stateProperty().get().good()).isFalse();
    assertThat(export.stateProperty().get().words()).contains("STORE_UNAVAILABLE");
    assertThat(files()).isEmpty();
    export.start(folder.resolve("no/such/folder/a.csv"), Format.CSV, ActivityFilter.ALL, -1);
    assertThat(export.stateProperty().get().words()).contains("NoSuchFileException");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(each -> each.getFileName().toString()).toList();
    }
  }

  private void fill(int count) {
    for (int i = 0; i < count; i++) {
      entries.add(time.now().minusMillis(count - i), "Drain", "p" + i);
    }
  }
}
