package io.signalbox.app.ui.templates.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineChangesTest {

  @Test
  void linesBetweenWhatIsAlikeAreChanged() {
    List<String> before = List.of("a", "b", "c", "d");
    assertThat(LineChanges.between(before, List.of("a", "x", "y", "d")))
        .isEqualTo(new LineChanges(1, 3));
    assertThat(LineChanges.between(before, List.of("a", "b", "new", "c", "d")))
        .isEqualTo(new LineChanges(2, 3));
    assertThat(LineChanges.between(before, List.of("a", "d"))).isEqualTo(new LineChanges(1, 1));
    assertThat(LineChanges.between(before, before).has(0)).isFalse();
    assertThat(LineChanges.between(List.of("a", "a"), List.of("a", "a", "a")))
        .isEqualTo(new LineChanges(2, 3));
  }
}
