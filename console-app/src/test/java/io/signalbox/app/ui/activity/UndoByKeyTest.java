package io.signalbox.app.ui.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.testing.SampleWindow;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.core.activity.ActivityEntry;
import io.signalbox.core.activity.ActivityFilter;
import io.signalbox.core.activity.ActivityKind;
import io.signalbox.core.command.ConfigCommand;
import io.signalbox.core.config.ConfigurationEdit;
import io.signalbox.core.query.Query;
import io.signalbox.core.routing.holds.ManualState;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An act of one screen is taken back from another, by a key, and told in Activity. */
@OnScreen
class UndoByKeyTest {

  private static final String PROVIDER = "aws-us-west-2";

  @TempDir Path folder;

  @Test
  void whatWasDoneOnTracksIsUndoneByCtrlZWhereverTheFocusIs() throws Exception {
    try (SampleWindow window = SampleWindow.open(folder)) {
      drain(window);
      window.go(Place.ACTIVITY, "");
      TableView<ActivityEntry> table = window.lookup("#activity");
      window.until(() -> shows(table, "Drain"));
      // What is typed into a text is the text's to take back.
      window.write("#activity-filter", PROVIDER);
      window.push(KeyCode.CONTROL, KeyCode.Z);
      assertThat(held(window)).isNotNull();
      window.type("#activity-filter", "");
      window.until(() -> shows(table, "Drain"));
      window.interact(() -> {
        table.requestFocus();
        table.getSelectionModel().select(entry(table, "Drain"));
      });
      Button undo = window.lookup("#activity-undo");
      window.until(() -> !undo.isDisabled());
      window.push(KeyCode.CONTROL, KeyCode.Z);
      window.until(() -> held(window) == null);
      window.until(() -> shows(table, "Undo"));
      assertThat(acts(window)).extracting(ActivityEntry::what).startsWith("Undo", "Drain");
      window.until(() -> undo.isDisabled() && undo.getAccessibleHelp().startsWith("Undone by"));
      window.push(KeyCode.CONTROL, KeyCode.Z);
      window.until(() -> window.shows(".toast .label", "Nothing that you did can be undone."));
    }
  }

  @Test
  void whatWasDoneByAButtonThatGoesThenIsUndoneByCtrlZAtOnce() throws Exception {
    try (SampleWindow window = SampleWindow.open(folder)) {
      window.go(Place.PROVIDERS, PROVIDER);
      window.click("#action-drain");
      window.until(() -> window.exists("#throw-confirm"));
      window.write("#throw-reason", "disk");
      window.click("#throw-confirm");
      window.until(() -> window.exists("#action-automatic"));
      assertThat(window.exists("#action-drain")).isFalse();
      assertThat(window.focused()).isSameAs(window.<Button>lookup("#action-automatic"));
      window.push(KeyCode.CONTROL, KeyCode.Z);
      window.until(() -> held(window) == null);
    }
  }

  @Test
  void whereProductionTrafficMovesTheFormOpensOnTheWayBack() throws Exception {
    try (SampleWindow window = SampleWindow.open(folder, "production")) {
      drain(window);
      window.interact(() -> window.lookup("#nav-overview").requestFocus());
      window.push(KeyCode.CONTROL, KeyCode.Z);
      window.until(() -> window.exists("#throw-confirm"));
      assertThat(held(window)).as("nothing changed yet").isNotNull();
      Button confirm = window.lookup("#throw-confirm");
      window.type("#throw-reason", "by mistake");
      window.type("#throw-name", PROVIDER);
      window.until(() -> !confirm.isDisabled());
      window.press("#throw-confirm");
      window.until(() -> held(window) == null);
      ActivityEntry newest = acts(window).getFirst();
      assertThat(newest.what()).isEqualTo("Undo");
      assertThat(newest.reason()).isEqualTo("by mistake");
    }
  }

  @Test
  void aSavedConfigurationIsPutBackInProductionOnlyWhereSomebodySaidSo() throws Exception {
    try (SampleWindow window = SampleWindow.open(folder, "production")) {
      window.act(
          new ConfigCommand.Edit(
              new ConfigurationEdit("config.json", null, "version", "edited by ben"), ""));
      window.go(Place.ACTIVITY, "");
      TableView<ActivityEntry> table = window.lookup("#activity");
      window.until(() -> shows(table, "Edit"));
      window.interact(() -> table.getSelectionModel().select(entry(table, "Edit")));
      Button undo = window.lookup("#activity-undo");
      window.until(() -> !undo.isDisabled());
      assertThat(undo.getText()).isEqualTo("Undo…");
      window.press("#activity-undo");
      window.until(() -> window.exists("#danger-name"));
      assertThat(acts(window)).extracting(ActivityEntry::what).as("nothing yet").startsWith("Edit");
    }
  }

  private static void drain(SampleWindow window) throws Exception {
    window.go(Place.TRACKS, PROVIDER);
    window.until(
        () -> window.exists("#throw-drain") && !window.lookup("#throw-drain").isDisabled());
    window.press("#throw-drain");
    window.until(() -> window.exists("#throw-confirm"));
    window.type("#throw-reason", "disk");
    if (window.exists("#throw-name")) {
      window.type("#throw-name", PROVIDER);
    }
    Button confirm = window.lookup("#throw-confirm");
    window.until(() -> !confirm.isDisabled());
    window.press("#throw-confirm");
    window.until(() -> held(window) != null);
  }

  private static @Nullable ManualState held(SampleWindow window) {
    return window.ask(new Query.ShowProvider(PROVIDER)).view().manual();
  }

  private static List<ActivityEntry> acts(SampleWindow window) {
    return window
        .ask(new Query.ListActivity(ActivityFilter.ALL.ofKinds(Set.of(ActivityKind.ACT)), null, 20))
        .entries();
  }

  private static boolean shows(TableView<ActivityEntry> table, String what) {
    return table.getItems().stream().anyMatch(each -> each.what().equals(what));
  }

  private static ActivityEntry entry(TableView<ActivityEntry> table, String what) {
    return table.getItems().stream()
        .filter(each -> each.what().equals(what))
        .findFirst()
        .orElseThrow();
  }
}
