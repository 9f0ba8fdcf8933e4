package io.signalbox.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.OnScreen;
import java.util.List;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/** Which columns a table has room for. */
@OnScreen
class ColumnsTest {

  private static TableColumn<String, ?> column(String name, double width) {
    TableColumn<String, String> column = new TableColumn<>(name);
    column.setMinWidth(width);
    return column;
  }

  private static List<String> shown(double width) {
    TableColumn<String, ?> name = column("name", 200);
    TableColumn<String, ?> rate = column("rate", 60);
    TableColumn<String, ?> calls = column("calls", 60);
    TableColumn<String, ?> type = column("type", 100);
    TableView<String> table = new TableView<>();
    table.getColumns().setAll(List.of(name, type, rate, calls));
    table.resize(width, 100);
    Columns.fit(table, List.of(List.of(rate, calls), List.of(type)));
    return table.getVisibleLeafColumns().stream().map(TableColumn::getText).toList();
  }

  /** The last column of Providers stood half outside: which ones fit was said in numbers. */
  @Test
  void aTableShowsNoColumnThatStandsOutside() {
    new FxRobot()
        .interact(() -> {
          assertThat(shown(500)).containsExactly("name", "type", "rate", "calls");
          assertThat(shown(420)).containsExactly("name", "rate", "calls");
          assertThat(shown(330)).containsExactly("name");
          assertThat(shown(100)).containsExactly("name");
        });
  }
}
