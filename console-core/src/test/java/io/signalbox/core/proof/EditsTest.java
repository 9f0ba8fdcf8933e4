package io.signalbox.core.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A part of what {@link Edits} tries for longer. */
final class EditsTest {

  @TempDir Path folder;

  /** An even seed edits JSON, an odd one YAML. */
  @ParameterizedTest
  @ValueSource(longs = {2, 3})
  void noAcknowledgedEditIsLostAndNothingElseIsTouchedThoughProcessesAreKilled(long seed)
      throws Exception {
    EditStory.Told told = new EditStory(folder, seed, 70).play();
    assertThat(told.wrong()).as(told.style()).isEmpty();
    assertThat(told.edits()).isGreaterThan(210);
  }
}
