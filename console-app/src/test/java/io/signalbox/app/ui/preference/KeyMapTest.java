package io.signalbox.app.ui.preference;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Stroke;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;

class KeyMapTest {

  private final Preferences preferences = Preferences.inMemory();
  private final KeyMap keys = new KeyMap(preferences);

  private static KeyEvent press(KeyCode code, boolean control, boolean alt) {
    return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, control, alt, false);
  }

  @Test
  void aKeyThatWasChangedDoesWhatItIsForAndIsKept() {
    assertThat(keys.stroke(Act.SEARCH)).isEqualTo(Stroke.shortcut(KeyCode.K));
    assertThat(keys.change(Act.SEARCH, press(KeyCode.P, true, false))).isEmpty();
    assertThat(keys.stroke(Act.SEARCH)).isEqualTo(Stroke.shortcut(KeyCode.P));
    KeyMap again = new KeyMap(preferences);
    assertThat(again.stroke(Act.SEARCH)).isEqualTo(Stroke.shortcut(KeyCode.P));
    again.reset();
    assertThat(again.stroke(Act.SEARCH)).isEqualTo(Stroke.shortcut(KeyCode.K));
    assertThat(preferences.find("keys", "SEARCH")).as("a standard key is not kept").isEmpty();
  }

  @Test
  void aKeyChangedInOneWindowIsChangedInTheOthersUntilTheyAreClosed() {
    KeyMap other = new KeyMap(preferences);
    int told = other.versionProperty().get();
    assertThat(keys.change(Act.SEARCH, press(KeyCode.P, true, false))).isEmpty();
    assertThat(other.stroke(Act.SEARCH)).isEqualTo(Stroke.shortcut(KeyCode.P));
    assertThat(other.versionProperty().get()).isNotEqualTo(told);
    other.close();
    keys.reset();
    assertThat(keys.stroke(Act.SEARCH)).isEqualTo(Stroke.shortcut(KeyCode.K));
    assertThat(other.stroke(Act.SEARCH)).isEqualTo(Stroke.shortcut(KeyCode.P));
  }

  @Test
  void windowsAreOpenedAndClosedByKeysThatAreStillFreeForNothingElse() {
    assertThat(keys.words(Act.NEW_WINDOW)).endsWith(" N");
    assertThat(keys.words(Act.CLOSE_WINDOW)).endsWith(" W");
    assertThat(keys.change(Act.PAUSE, press(KeyCode.N, true, false)))
        .endsWith("is taken: New window");
  }

  @Test
  void aKeyThatIsTakenOrBelongsToTheScreensIsRefusedWithItsReason() {
    assertThat(keys.change(Act.PAUSE, press(KeyCode.F, true, false)))
        .endsWith("is taken: Filter the list of this screen");
    assertThat(keys.change(Act.PAUSE, press(KeyCode.S, true, false)))
        .endsWith("is taken: Save the layer");
    assertThat(keys.change(Act.PAUSE, press(KeyCode.N, false, false)))
        .startsWith("A letter alone belongs to the screens");
    assertThat(keys.change(Act.PAUSE, press(KeyCode.DIGIT2, true, false)))
        .startsWith("Ctrl with a number");
    assertThat(keys.change(Act.PAUSE, press(KeyCode.F9, false, true))).startsWith("Alt and Shift");
    assertThat(keys.change(Act.PAUSE, press(KeyCode.ESCAPE, false, false))).contains("stays so");
    assertThat(keys.change(Act.PAUSE, press(KeyCode.DOWN, false, false)))
        .isEqualTo("Down moves in lists and texts, and stays so");
    assertThat(keys.change(Act.PAUSE, press(KeyCode.C, true, false)))
        .isEqualTo("Ctrl C belongs to texts, and stays so");
    assertThat(keys.stroke(Act.PAUSE)).isEqualTo(Stroke.key(KeyCode.SPACE));
    assertThat(keys.change(Act.PAUSE, press(KeyCode.F9, false, false))).isEmpty();
    assertThat(keys.words(Act.PAUSE)).isEqualTo("F9");
    assertThat(keys.sentence(Act.PAUSE)).isEqualTo("Pause and go on, F9");
  }

  @Test
  void onlyWhatEveryScreenKnowsIsChangedAndWhatWasKeptAndIsNoKeyIsTheStandardOne() {
    assertThat(KeyMap.changeable()).contains(Act.SEARCH, Act.PAUSE).doesNotContain(Act.SAVE);
    preferences.set("keys", "SEARCH", "shortcut NO_SUCH_KEY");
    assertThat(new KeyMap(preferences).stroke(Act.SEARCH)).isEqualTo(Stroke.shortcut(KeyCode.K));
  }
}
