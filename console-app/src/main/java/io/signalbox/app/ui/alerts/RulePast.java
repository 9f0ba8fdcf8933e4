package io.signalbox.app.ui.alerts;

import io.signalbox.app.ui.control.Series;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.alert.preview.RulePreview;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What a rule would have done in the last 24 hours: in a sentence, as a chart, one by one. */
final class RulePast {

  /** Episodes told one by one: the newest, what is older is summed. */
  private static final int EPISODES = 5;

  private static final double WHEN = 84;

  private final HBox sentence;
  private final Label told = Ui.wrapped("");
  private final Label chartTitle = Ui.label("", "small", "muted");
  private final RuleChart chart = new RuleChart();
  private final FlowPane legend = new FlowPane(12, 2);
  private final VBox episodes = Ui.column(4);
  private final Label basis = Ui.wrapped("", "small", "muted");
  private final VBox node;
  private Map<String, Integer> orders = Map.of();

  RulePast() {
    sentence = Ui.row(8, Ui.grow(told));
    sentence.getStyleClass().addAll("note", "warn");
    sentence.setId("rule-preview");
    node =
        Ui.column(
            12,
            Ui.label("Last 24 h with this rule", "semi"),
            sentence,
            chartTitle,
            chart,
            legend,
            episodes,
            basis);
    show(null, "");
  }

  VBox node() {
    return node;
  }

  /** The providers there are: each has its colour everywhere. */
  void colours(ConsoleSnapshot snapshot) {
    Map<String, Integer> next = new HashMap<>();
    snapshot.providers().forEach(each -> next.put(each.name(), each.order()));
    orders = next;
  }

  /**
   * @param preview null while it is not known
   * @param unknown why it is not, in a sentence
   */
  void show(@Nullable RulePreview preview, String unknown) {
    told.setText(preview == null ? unknown : RulePastWords.sentence(preview));
    boolean fires = preview != null && preview.fired() > 0;
    Ui.mark(sentence, List.of("warn", "ok"), fires ? "warn" : preview == null ? "" : "ok");
    List<String> drawn = preview == null ? List.of() : RulePastWords.drawn(preview, Series.COUNT);
    chart.show(preview, drawn, this::order);
    showLegend(drawn, preview == null ? 0 : preview.values().size());
    chartTitle.setText(
        preview == null || preview.values().isEmpty()
            ? ""
            : preview.rule().metric().words() + ", five minutes; shaded: firing");
    basis.setText(preview == null ? "" : RulePastWords.basis(preview));
    episodes.getChildren().setAll(preview == null ? List.of() : lines(preview));
    // What says nothing takes no room.
    for (Label each : List.of(chartTitle, basis)) {
      each.setVisible(!each.getText().isEmpty());
      each.setManaged(each.isVisible());
    }
    for (Pane each : List.of(episodes, legend)) {
      each.setManaged(!each.getChildren().isEmpty());
    }
  }

  private int order(String provider) {
    return orders.getOrDefault(provider, 0);
  }

  private void showLegend(List<String> drawn, int all) {
    legend.getChildren().clear();
    for (String each : drawn) {
      Label name = Ui.label(each, "small");
      name.setGraphic(Series.sample(order(each)));
      legend.getChildren().add(name);
    }
    if (all > drawn.size()) {
      legend.getChildren().add(Ui.label("and " + (all - drawn.size()) + " more", "small", "muted"));
    }
  }

  private static List<Node> lines(RulePreview preview) {
    List<Node> lines = new ArrayList<>();
    List<RulePreview.Episode> all = preview.episodes();
    for (RulePreview.Episode each : all.subList(Math.max(0, all.size() - EPISODES), all.size())) {
      Instant to = each.to();
      Duration lasted = each.lasted(preview.to());
      Label when = Ui.label(Units.moment(each.from(), preview.to()), "small");
      when.setMinWidth(WHEN);
      Label who = Ui.ends(each.subject(), "small");
      Label how = Ui.label(Units.age(lasted) + (to == null ? ", firing" : ""), "small", "muted");
      Label worst = Ui.label(preview.rule().metric().text(each.worst()), "small", "muted");
      how.setMinWidth(Region.USE_PREF_SIZE);
      worst.setMinWidth(Region.USE_PREF_SIZE);
      lines.add(Ui.row(8, when, Ui.grow(who), how, worst));
    }
    if (all.size() > EPISODES) {
      lines.add(Ui.label((all.size() - EPISODES) + " before these", "small", "muted"));
    }
    return lines;
  }
}
