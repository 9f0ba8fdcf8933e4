package io.signalbox.app.ui.preference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
import javafx.scene.control.Control;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.MouseEvent;

/**
 * How an operator left a table or a list: the widths of its columns, what it is sorted by, how far
 * it is scrolled. A column is known by its title; one that is gone is left out. Stateless, on the
 * screen's thread only.
 */
public final class KeptTable {

  private static final String WIDTHS = "widths";
  private static final String SORT = "sort";
  private static final String SCROLL = "scroll";
  private static final String BETWEEN = "; ";

  private KeptTable() {}

  /** Widths, sorting and scrolling; called once the table has its columns and items. */
  public static <R> void keep(Preferences preferences, String screen, TableView<R> table) {
    keepWidths(preferences, screen, table, table.getColumns());
    keepSorting(preferences, screen, table);
    keepScroll(preferences, screen, table, row -> table.scrollTo(row));
  }

  /**
   * The widths that were dragged: those that follow from the window's are no choice of anybody.
   *
   * @param columns of the table, or tree
   */
  public static void keepWidths(
      Preferences preferences,
      String screen,
      Control table,
      List<? extends TableColumnBase<?, ?>> columns) {
    Map<String, String> known = read(preferences, screen, WIDTHS);
    for (TableColumnBase<?, ?> each : columns) {
      String width = known.get(each.getText());
      if (width != null && width.matches("\\d{1,5}")) {
        each.setPrefWidth(Double.parseDouble(width));
      }
    }
    List<Long> pressed = new ArrayList<>();
    table.addEventFilter(
        MouseEvent.MOUSE_PRESSED,
        press -> {
          pressed.clear();
          pressed.addAll(widths(columns));
        });
    table.addEventFilter(
        MouseEvent.MOUSE_RELEASED,
        release -> {
          if (!pressed.isEmpty() && !pressed.equals(widths(columns))) {
            // One that gives way just now, in a narrow window, keeps what it was dragged to.
            Map<String, String> next = read(preferences, screen, WIDTHS);
            columns.stream()
                .filter(TableColumnBase::isVisible)
                .forEach(
                    each -> next.put(each.getText(), String.valueOf(Math.round(each.getWidth()))));
            preferences.set(
                screen,
                WIDTHS,
                next.entrySet().stream()
                    .map(each -> each.getKey() + " " + each.getValue())
                    .collect(Collectors.joining(BETWEEN)));
          }
          pressed.clear();
        });
  }

  private static List<Long> widths(Collection<? extends TableColumnBase<?, ?>> columns) {
    return columns.stream()
        .filter(TableColumnBase::isVisible)
        .map(each -> Math.round(each.getWidth()))
        .toList();
  }

  private static <R> void keepSorting(Preferences preferences, String screen, TableView<R> table) {
    List<TableColumn<R, ?>> order = new ArrayList<>();
    // By title as they were sorted, the first one first.
    read(preferences, screen, SORT)
        .forEach((title, type) ->
            table.getColumns().stream()
                .filter(each -> each.getText().equals(title) && each.isSortable())
                .findFirst()
                .ifPresent(each ->
                    Preferences.named(SortType.class, type)
                        .ifPresent(sorted -> {
                          each.setSortType(sorted);
                          order.add(each);
                        })));
    table.getSortOrder().setAll(order);
    Runnable changed =
        () ->
            preferences.set(
                screen,
                SORT,
                table.getSortOrder().stream()
                    .map(each -> each.getText() + " " + each.getSortType())
                    .collect(Collectors.joining(BETWEEN)));
    table.getSortOrder().addListener((InvalidationListener) observed -> changed.run());
    table
        .getColumns()
        .forEach(
            each -> each.sortTypeProperty().addListener((property, old, now) -> changed.run()));
  }

  /**
   * How far a table or list is scrolled, by its first row in sight.
   *
   * @param scrollTo brings a row to the top
   */
  public static void keepScroll(
      Preferences preferences, String screen, Control list, IntConsumer scrollTo) {
    list.skinProperty()
        .addListener((property, old, skin) -> {
          if (list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
            keepScroll(preferences, screen, flow, scrollTo);
          }
        });
  }

  private static void keepScroll(
      Preferences preferences, String screen, VirtualFlow<?> flow, IntConsumer scrollTo) {
    AtomicInteger waiting =
        new AtomicInteger(
            preferences
                .find(screen, SCROLL)
                .filter(each -> each.matches("\\d{1,8}"))
                .map(Integer::valueOf)
                .orElse(0));
    Runnable scroll =
        () -> {
          // Once, with the first rows that come.
          if (flow.getCellCount() > 0 && waiting.get() > 0) {
            scrollTo.accept(Math.min(waiting.getAndSet(0), flow.getCellCount() - 1));
          }
        };
    flow.cellCountProperty().addListener((property, old, count) -> scroll.run());
    scroll.run();
    flow.positionProperty()
        .addListener((property, old, now) -> {
          IndexedCell<?> first = flow.getFirstVisibleCell();
          if (waiting.get() == 0 && first != null) {
            // At the top is where a list begins.
            int index = now.doubleValue() <= 0 ? 0 : first.getIndex();
            preferences.set(screen, SCROLL, index <= 0 ? "" : String.valueOf(index));
          }
        });
  }

  /** Titles to what was kept of them, in the order in which they were. */
  private static Map<String, String> read(Preferences preferences, String screen, String name) {
    Map<String, String> read = new LinkedHashMap<>();
    for (String each : preferences.find(screen, name).orElse("").split(BETWEEN)) {
      int space = each.lastIndexOf(' ');
      if (space > 0) {
        read.put(each.substring(0, space), each.substring(space + 1));
      }
    }
    return read;
  }
}
