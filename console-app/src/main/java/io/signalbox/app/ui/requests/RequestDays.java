package io.signalbox.app.ui.requests;

import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.error.Counted;
import io.signalbox.core.request.RequestSearch;
import io.signalbox.core.request.RequestState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** How many requests there were on each day of UTC, by their state: one bar a day. */
final class RequestDays {

  private static final double HEIGHT = 64;

  /** More bars than this would be lines; the oldest are left out. */
  private static final int MAX_DAYS = 60;

  private final HBox bars = new HBox(2);
  private final HBox legend = Ui.row(12);
  private final Label first = Ui.label("", "small", "muted");
  private final Label last = Ui.label("", "small", "muted");
  private final VBox card;

  RequestDays() {
    bars.setAlignment(Pos.BOTTOM_LEFT);
    bars.setMinHeight(HEIGHT);
    bars.setMaxHeight(HEIGHT);
    VBox body = Ui.column(2, bars, Ui.row(8, first, Ui.spacer(), last));
    card = Ui.card(List.of(Ui.label("Requests a day", "semi"), legend), Ui.pad(body, 4, 12, 6, 12));
  }

  Region node() {
    return card;
  }

  /**
   * @param days with any, oldest first
   */
  void show(List<RequestSearch.Day> days) {
    Map<Instant, Map<RequestState, Integer>> byDay = new TreeMap<>();
    Map<RequestState, Integer> sums = new EnumMap<>(RequestState.class);
    for (RequestSearch.Day each : days) {
      byDay
          .computeIfAbsent(each.day(), day -> new EnumMap<>(RequestState.class))
          .merge(each.state(), each.count(), Integer::sum);
      sums.merge(each.state(), each.count(), Integer::sum);
    }
    legend.getChildren().clear();
    sums.forEach((state, count) ->
        legend
            .getChildren()
            .add(
                Ui.row(
                    5,
                    swatch(state),
                    Ui.label(state.word() + " " + Units.number(count), "small", "muted"))));
    bars.getChildren().clear();
    if (byDay.isEmpty()) {
      first.setText("none found");
      last.setText("");
      return;
    }
    List<Instant> shown = everyDay(byDay);
    int most =
        byDay.values().stream()
            .mapToInt(each -> each.values().stream().mapToInt(Integer::intValue).sum())
            .max()
            .orElse(1);
    shown.forEach(day -> bars.getChildren().add(bar(day, byDay.getOrDefault(day, Map.of()), most)));
    first.setText(Units.utcDay(shown.getFirst()));
    last.setText(
        Units.utcDay(shown.getLast())
            + ", at most "
            + Units.number(most)
            + " a day"
            + (Units.tellsUtc() ? "" : ", days of UTC"));
  }

  /** A day without any has its place too. */
  private static List<Instant> everyDay(Map<Instant, ?> byDay) {
    List<Instant> known = new ArrayList<>(byDay.keySet());
    List<Instant> days = new ArrayList<>();
    Instant end = known.getLast();
    for (int back = 0; back < MAX_DAYS; back++) {
      Instant day = end.minus(Duration.ofDays(back));
      if (day.isBefore(known.getFirst())) {
        break;
      }
      days.addFirst(day);
    }
    return days;
  }

  private static Node bar(Instant day, Map<RequestState, Integer> counts, int most) {
    VBox bar = new VBox();
    bar.setAlignment(Pos.BOTTOM_CENTER);
    bar.setMaxWidth(28);
    HBox.setHgrow(bar, Priority.ALWAYS);
    StringBuilder told = new StringBuilder(Units.utcDay(day));
    counts.forEach((state, count) -> {
      Region part = swatch(state);
      part.setMinHeight(Math.max(2, HEIGHT * count / most));
      part.setMaxHeight(part.getMinHeight());
      part.setMinWidth(2);
      part.setMaxWidth(Double.MAX_VALUE);
      bar.getChildren().addFirst(part);
      told.append('\n').append(Counted.of(count, state.word() + " request"));
    });
    if (counts.isEmpty()) {
      told.append("\nno request");
    }
    bar.setAccessibleText(told.toString());
    Ui.tooltip(bar, told.toString());
    return bar;
  }

  private static Region swatch(RequestState state) {
    Region swatch = new Region();
    swatch.getStyleClass().addAll("day-part", Status.of(state).tone());
    swatch.setMinSize(10, 10);
    swatch.setMaxSize(10, 10);
    return swatch;
  }
}
