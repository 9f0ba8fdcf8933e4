package io.signalbox.app.ui.preference;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.OnScreen;
import java.util.List;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.event.EventType;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/** How a table was left is how it is found. */
@OnScreen
class KeptTableTest {

  private final FxRobot robot = new FxRobot();
  private final Preferences preferences = Preferences.inMemory();

  private TableView<String> table(String... titles) {
    TableView<String> table = new TableView<>();
    for (String title : titles) {
      TableColumn<String, String> column = new TableColumn<>(title);
      column.setPrefWidth(100);
      column.setCellValueFactory(row -> new ReadOnlyStringWrapper(row.getValue()));
      table.getColumns().add(column);
    }
    table.getItems().setAll("b", "a", "c");
    return table;
  }

  @Test
  void sortingAndWidthsAreThereAgainAndAColumnThatIsGoneIsLeftOut() {
    robot.interact(() -> {
      TableView<String> left = table("Errors, %", "Name", "Old");
      KeptTable.keep(preferences, "providers", left);
      left.getColumns().get(1).setSortType(SortType.DESCENDING);
      left.getSortOrder().setAll(List.of(left.getColumns().get(1), left.getColumns().get(2)));
      drag(left, () -> left.getColumns().getFirst().setPrefWidth(140));

      TableView<String> found = table("Name", "Errors, %");
      KeptTable.keep(preferences, "providers", found);
      assertThat(found.getSortOrder()).containsExactly(found.getColumns().getFirst());
      assertThat(found.getColumns().getFirst().getSortType()).isEqualTo(SortType.DESCENDING);
      assertThat(found.getItems()).containsExactly("c", "b", "a");
      assertThat(found.getColumns().getLast().getPrefWidth()).isEqualTo(140);
      found.getSortOrder().clear();
    });
    assertThat(preferences.find("providers", "sort")).as("as it was before").isEmpty();
  }

  @Test
  void widthsThatFollowFromTheWindowAreNobodysChoice() {
    robot.interact(() -> {
      TableView<String> table = table("Name", "State");
      KeptTable.keep(preferences, "requests", table);
      table.getColumns().getFirst().setPrefWidth(300);
      drag(table, () -> {});
    });
    assertThat(preferences.find("requests", "widths")).isEmpty();
  }

  @Test
  void aColumnThatGivesWayInANarrowWindowKeepsItsWidth() {
    robot.interact(() -> {
      TableView<String> table = table("Name", "Type");
      KeptTable.keep(preferences, "providers", table);
      drag(table, () -> table.getColumns().getLast().setPrefWidth(140));
      table.getColumns().getLast().setVisible(false);
      drag(table, () -> table.getColumns().getFirst().setPrefWidth(180));

      TableView<String> found = table("Name", "Type");
      KeptTable.keep(preferences, "providers", found);
      assertThat(found.getColumns().getFirst().getPrefWidth()).isEqualTo(180);
      assertThat(found.getColumns().getLast().getPrefWidth()).isEqualTo(140);
    });
  }

  /** Presses, does it, and lets go. */
  private static void drag(TableView<String> table, Runnable meanwhile) {
    table.fireEvent(mouse(table, MouseEvent.MOUSE_PRESSED));
    meanwhile.run();
    table.fireEvent(mouse(table, MouseEvent.MOUSE_RELEASED));
  }

  private static MouseEvent mouse(TableView<String> table, EventType<MouseEvent> type) {
    return new MouseEvent(
        type,
        0,
        0,
        0,
        0,
        MouseButton.PRIMARY,
        1,
        false,
        false,
        false,
        false,
        true,
        false,
        false,
        true,
        false,
        true,
        new PickResult(table, 0, 0));
  }
}
