package io.signalbox.app.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.testing.SampleWindow;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.palette.Entry;
import io.signalbox.core.template.TemplateFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keyboard map with real keys, whatever has the focus. */
@OnScreen
class KeysTest {

  @TempDir Path folder;
  private SampleWindow window;

  @BeforeEach
  void open() throws Exception {
    window = SampleWindow.open(folder, "production");
  }

  @AfterEach
  void close() {
    window.close();
  }

  @Test
  void spacePausesWithTheFocusOnTilesTablesListsEventsAndWhatWasClicked() throws Exception {
    window.until(() -> window.exists(".tile") && window.exists(".event-lanes"));
    List<String> focused = List.of(".tile", ".event-lanes", ".screen");
    for (String each : focused) {
      window.interact(() -> window.<Node>lookup(each).requestFocus());
      pausesAndGoesOn(each);
    }
    window.click("#lock");
    assertThat(text("#lock")).isEqualTo("Read-only");
    pausesAndGoesOn("the button that was clicked");
    assertThat(text("#lock")).as("Space does not press it again").isEqualTo("Read-only");
    window.push(KeyCode.CONTROL, KeyCode.DIGIT3);
    window.until(() -> window.exists("#action-drain"));
    window.interact(() -> window.<Node>lookup("#providers").requestFocus());
    pausesAndGoesOn("the table");
    window.push(KeyCode.CONTROL, KeyCode.DIGIT5);
    window.until(() -> window.exists("#templates"));
    window.interact(() -> window.<Node>lookup("#templates").requestFocus());
    pausesAndGoesOn("a list");
    window.push(KeyCode.CONTROL, KeyCode.DIGIT2);
    window.until(() -> window.exists(".track-node"));
    window.interact(() -> window.<Node>lookup(".track-node").requestFocus());
    pausesAndGoesOn("a switch of the diagram");
  }

  @Test
  void spaceIsTheTextsInATextAndThePressOfAButtonReachedByTab() throws Exception {
    window.push(KeyCode.CONTROL, KeyCode.DIGIT3);
    window.click("#provider-filter");
    window.push(KeyCode.SPACE);
    assertThat(window.<TextField>lookup("#provider-filter").getText()).isEqualTo(" ");
    assertThat(text("#live")).isEqualTo("Live");
    window.push(KeyCode.TAB);
    Button chip = (Button) window.focused();
    String before = chip.getText();
    window.push(KeyCode.SPACE);
    assertThat(chip.getText()).as("pressed").isNotEqualTo(before);
    assertThat(text("#live")).isEqualTo("Live");
  }

  @Test
  void letterThatOpensAFormIsNotTypedIntoIt() throws Exception {
    window.push(KeyCode.CONTROL, KeyCode.DIGIT6);
    window.until(() -> window.exists("#submit-count"));
    TextField count = window.lookup("#submit-count");
    String before = count.getText();
    window.push(KeyCode.N);
    assertThat(count.isFocused()).isTrue();
    assertThat(count.getText()).isEqualTo(before);
  }

  @Test
  void whoSavesByAKeyGoesOnTyping() throws Exception {
    window.go(Place.TEMPLATES, "templates.json");
    ComboBox<TemplateFile> layer = window.lookup("#layer");
    window.until(
        () -> layer.getValue() != null && layer.getValue().name().equals("templates.json"));
    window.click("#edit");
    Node text = window.lookup("#layer-text");
    window.until(text::isFocused);
    window.push(KeyCode.ENTER);
    window.until(() -> window.lookup("#layer-unsaved").isVisible());
    window.push(KeyCode.CONTROL, KeyCode.S);
    window.until(() -> !window.lookup("#layer-unsaved").isVisible());
    assertThat(text.isFocused()).isTrue();
  }

  @Test
  void spaceThatIsHeldDownPausesOnce() {
    window.interact(() -> {
      Node screen = window.lookup(".screen");
      screen.requestFocus();
      for (int i = 0; i < 2; i++) {
        screen.fireEvent(
            new KeyEvent(
                KeyEvent.KEY_PRESSED, " ", " ", KeyCode.SPACE, false, false, false, false));
      }
    });
    assertThat(text("#live")).startsWith("Paused");
  }

  @Test
  void tabLeavesTheEditorBothWays() throws Exception {
    window.go(Place.TEMPLATES, "templates.json");
    ComboBox<TemplateFile> layer = window.lookup("#layer");
    window.until(
        () -> layer.getValue() != null && layer.getValue().name().equals("templates.json"));
    window.click("#edit");
    Node text = window.lookup("#layer-text");
    window.until(text::isVisible);
    for (boolean back : List.of(false, true)) {
      window.interact(text::requestFocus);
      if (back) {
        window.push(KeyCode.SHIFT, KeyCode.TAB);
      } else {
        window.push(KeyCode.TAB);
      }
      assertThat(text.isFocused()).as("back: %s", back).isFalse();
      assertThat(window.focused()).isNotNull();
    }
    assertThat(window.lookup("#layer-unsaved").isVisible()).as("nothing was typed").isFalse();
  }

  @Test
  void focusBeginsInTheContentOfTheScreenThatWasGoneTo() throws Exception {
    window.click("#nav-providers");
    assertThat(window.focused().getStyleClass()).contains("screen");
    window.push(KeyCode.TAB);
    assertThat(window.focused().getId()).isEqualTo("provider-filter");
  }

  @Test
  void drainFromTracksFromProvidersAndFromThePaletteIsTheSameForm() throws Exception {
    window.push(KeyCode.CONTROL, KeyCode.DIGIT2);
    window.until(() -> window.exists("#throw-drain"));
    window.go(Place.TRACKS, "aws-us-west-2");
    window.until(() -> !window.lookup("#throw-drain").isDisabled());
    window.press("#throw-drain");
    List<String> fromTracks = form("Tracks");
    window.push(KeyCode.CONTROL, KeyCode.DIGIT3);
    window.go(Place.PROVIDERS, "aws-us-west-2");
    window.until(() -> window.exists("#action-drain"));
    window.press("#action-drain");
    List<String> fromProviders = form("Providers");
    window.push(KeyCode.CONTROL, KeyCode.K);
    window.until(() -> window.exists("#palette"));
    choose("drain", "Drain…");
    window.until(
        () -> window.<TextField>lookup("#palette").getPromptText().equals("Which provider?"));
    choose("us-west-2", "aws-us-west-2");
    List<String> fromPalette = form("the command palette");
    window.push(KeyCode.CONTROL, KeyCode.K);
    choose("drain west", "Drain aws-us-west-2…");
    List<String> fromWhole = form("the command palette");
    assertThat(fromProviders).isEqualTo(fromTracks);
    assertThat(fromPalette).isEqualTo(fromTracks);
    assertThat(fromWhole).isEqualTo(fromTracks);
  }

  /** Types into the palette, and takes what stands first. */
  private void choose(String typed, String first) throws Exception {
    window.write("#palette", typed);
    ListView<Entry> list = window.lookup("#palette-list");
    window.until(() ->
        list.getSelectionModel().getSelectedItem() != null
            && list.getSelectionModel().getSelectedItem().text().equals(first));
    window.push(KeyCode.ENTER);
  }

  /** What the open form says and asks, but for where it was opened; closes it. */
  private List<String> form(String from) throws Exception {
    window.until(() -> window.exists("#switch-form"));
    window.until(() -> window.exists("#switch-ways .warn") || window.exists("#switch-ways .ok"));
    assertThat(text("#throw-confirm")).isEqualTo("Drain aws-us-west-2");
    assertThat(window.focused().getId()).isEqualTo("throw-reason");
    List<String> said = new ArrayList<>();
    window.interact(() -> {
      Node form = window.lookup("#switch-form");
      for (Node each : form.lookupAll(".label")) {
        String text = ((Label) each).getText();
        // Figures are of the moment.
        if (Stream.of("ops/s", " UTC", " call", " has to finish on ").noneMatch(text::contains)) {
          said.add(text);
        }
      }
      for (String style : List.of(".button", ".toggle-button", ".text-field", ".check-box")) {
        for (Node each : form.lookupAll(style)) {
          said.add(
              each.getId()
                  + (each instanceof Labeled labeled ? " " + labeled.getText() : "")
                  + (each.isDisabled() ? " disabled" : "")
                  + (each instanceof ToggleButton choice && choice.isSelected() ? " chosen" : ""));
        }
      }
    });
    assertThat(said.remove("Opened from " + from)).as("names where it was opened").isTrue();
    assertThat(said).contains("Type aws-us-west-2", "it moves production traffic");
    window.push(KeyCode.ESCAPE);
    window.until(() -> !window.exists("#switch-form"));
    return said;
  }

  private void pausesAndGoesOn(String with) {
    window.push(KeyCode.SPACE);
    assertThat(text("#live")).as("Space with the focus on %s", with).startsWith("Paused");
    window.push(KeyCode.SPACE);
    assertThat(text("#live")).as("Space again with the focus on %s", with).isEqualTo("Live");
  }

  private String text(String id) {
    return window.<Labeled>lookup(id).getText();
  }
}
