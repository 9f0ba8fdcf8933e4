package io.signalbox.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.testing.SampleWindow;
import io.signalbox.app.ui.control.Navigator.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the screens show of the sample, read aloud and in tooltips too. */
@OnScreen
final class ScreenWordsTest {

  private static final int SOME = 25;

  @TempDir Path folder;

  @Test
  void screensSayNoOldWord() throws Exception {
    OldWords old = OldWords.read(Path.of("../docs/glossary.md"));
    List<String> found = new ArrayList<>();
    try (SampleWindow window = SampleWindow.open(folder)) {
      for (Place place : Place.values()) {
        window.go(place, "");
        window.until(() -> texts(window).size() > SOME);
        texts(window).stream().flatMap(text -> old.in(place.title(), text)).forEach(found::add);
      }
    }
    assertThat(found).isEmpty();
  }

  private static List<String> texts(SampleWindow window) {
    List<String> texts = new ArrayList<>();
    window.interact(() -> read(window.lookup(".root"), texts));
    return texts.stream().filter(Objects::nonNull).filter(text -> !text.isBlank()).toList();
  }

  private static void read(Node node, List<String> texts) {
    texts.add(node.getAccessibleText());
    texts.add(node.getAccessibleHelp());
    if (node instanceof Labeled labeled) {
      texts.add(labeled.getText());
    } else if (node instanceof Text text) {
      texts.add(text.getText());
    } else if (node instanceof TextInputControl input) {
      texts.add(input.getPromptText());
    }
    if (node instanceof Control control && control.getTooltip() != null) {
      texts.add(control.getTooltip().getText());
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> read(child, texts));
    }
  }
}
