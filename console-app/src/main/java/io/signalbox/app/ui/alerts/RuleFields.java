package io.signalbox.app.ui.alerts;

import io.signalbox.app.ui.alerts.RuleDraft.Unit;
import io.signalbox.app.ui.alerts.RuleEditorViewModel.Edited;
import io.signalbox.app.ui.control.Converters;
import io.signalbox.app.ui.control.Segments;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.alert.AlertMetric;
import io.signalbox.core.alert.AlertRule;
import io.signalbox.core.alert.AlertRule.Comparison;
import io.signalbox.core.alert.AlertSeverity;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.ProviderView;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The fields of a rule: each has its place from the first, and is marked where it is wrong. */
final class RuleFields {

  private final Consumer<UnaryOperator<RuleDraft>> edit;
  private final TextField name = field("rule-name");
  private final ComboBox<AlertMetric> metric = choice(AlertMetric.values(), AlertMetric::words);
  private final ComboBox<String> scope = new ComboBox<>();
  private final ComboBox<Comparison> comparison = choice(Comparison.values(), Comparison::word);
  private final TextField threshold = field("rule-threshold");
  private final Label thresholdUnit = Ui.label("", "small", "muted");
  private final TextField lasts = field("rule-for");
  private final ComboBox<Unit> unit = choice(Unit.values(), Unit::word);
  private final TextField minimum = field("rule-minimum");
  private final ObjectProperty<AlertSeverity> severity =
      new SimpleObjectProperty<>(AlertSeverity.WARNING);
  private final GridPane grid;
  // What is written here is not typed.
  private boolean writing;

  /**
   * @param edit is handed each change of what is typed or chosen
   */
  RuleFields(Consumer<UnaryOperator<RuleDraft>> edit) {
    this.edit = edit;
    metric.setId("rule-metric");
    scope.setId("rule-scope");
    comparison.setId("rule-comparison");
    grid = grid();
    typed(name, RuleDraft::withName);
    typed(threshold, RuleDraft::withThreshold);
    typed(lasts, RuleDraft::withTime);
    typed(minimum, RuleDraft::withMinimum);
    chosen(metric.valueProperty(), RuleDraft::with);
    chosen(scope.valueProperty(), RuleDraft::withScope);
    chosen(comparison.valueProperty(), RuleDraft::withComparison);
    chosen(unit.valueProperty(), RuleDraft::withUnit);
    chosen(severity, RuleDraft::withSeverity);
  }

  private static TextField field(String id) {
    TextField field = new TextField();
    field.setId(id);
    return field;
  }

  private static <T> ComboBox<T> choice(T[] values, Function<T, String> text) {
    ComboBox<T> choice = new ComboBox<>();
    choice.getItems().setAll(values);
    choice.setConverter(Converters.of(text));
    choice.setMaxWidth(Double.MAX_VALUE);
    return choice;
  }

  private GridPane grid() {
    GridPane fields = new GridPane();
    fields.setHgap(12);
    fields.setVgap(10);
    for (int i = 0; i < 2; i++) {
      var column = new ColumnConstraints();
      column.setPercentWidth(50);
      column.setHgrow(Priority.ALWAYS);
      fields.getColumnConstraints().add(column);
    }
    scope.setMaxWidth(Double.MAX_VALUE);
    unit.setMinWidth(72);
    thresholdUnit.setMinWidth(Region.USE_PREF_SIZE);
    threshold.setAccessibleText("Threshold");
    lasts.setAccessibleText("How long it lasts before it fires");
    unit.setAccessibleText("Unit of how long it lasts");
    fields.add(labelled("Name", "", name), 0, 0, 2, 1);
    fields.add(labelled("Metric", "metric", metric), 0, 1);
    fields.add(labelled("Scope", "scope", scope), 1, 1);
    fields.add(labelled("Fires when", "comparison", comparison), 0, 2);
    fields.add(
        labelled("Threshold", "threshold", Ui.row(6, Ui.grow(threshold), thresholdUnit)), 1, 2);
    fields.add(labelled("For", "for_seconds", Ui.row(6, Ui.grow(lasts), unit)), 0, 3);
    fields.add(labelled("Smallest sample", "minimum", minimum), 1, 3);
    fields.add(
        labelled(
            "Severity",
            "severity",
            new Segments<>(List.of(AlertSeverity.values()), AlertSeverity::word, severity)),
        0,
        4,
        2,
        1);
    return fields;
  }

  private static VBox labelled(String words, String key, Node input) {
    Label label = Ui.label(words, "small", "semi");
    Label mono = Ui.label(key, "mono", "muted");
    if (input instanceof Control control) {
      label.setLabelFor(control);
    }
    return Ui.column(4, Ui.row(6, label, mono), input);
  }

  private void typed(TextField field, BiFunction<RuleDraft, String, RuleDraft> change) {
    chosen(field.textProperty(), change);
  }

  private <T> void chosen(ObservableValue<T> value, BiFunction<RuleDraft, T, RuleDraft> change) {
    value.addListener((property, old, now) -> {
      if (!writing && now != null) {
        edit.accept(draft -> change.apply(draft, now));
      }
    });
  }

  GridPane node() {
    return grid;
  }

  /** Focus begins where the first thing is typed. */
  void focus() {
    (name.isDisabled() ? threshold.isDisabled() ? lasts : threshold : name).requestFocus();
  }

  /** The providers there are. */
  void show(ConsoleSnapshot snapshot) {
    List<String> names =
        Stream.concat(
                Stream.of(AlertRule.ALL), snapshot.providers().stream().map(ProviderView::name))
            .toList();
    if (!scope.getItems().equals(names)) {
      writing = true;
      String chosen = scope.getValue();
      scope.getItems().setAll(names);
      scope.setValue(chosen);
      writing = false;
    }
  }

  void show(Edited now) {
    writing = true;
    RuleDraft draft = now.draft();
    write(name, draft.name());
    metric.setValue(draft.metric());
    scope.setValue(draft.scope());
    comparison.setValue(draft.comparison());
    write(threshold, draft.threshold());
    thresholdUnit.setText(draft.metric().unit());
    write(lasts, draft.lasts());
    unit.setValue(draft.unit());
    write(minimum, draft.minimum());
    severity.set(draft.severity());
    AlertMetric.Sort sort = draft.metric().sort();
    String state = sort == AlertMetric.Sort.STATE ? "It is so or not: nothing is compared" : "";
    able(name, now.isNew() ? "" : "A rule keeps its name");
    able(metric, now.isNew() ? "" : "A rule keeps its metric: make another one");
    able(scope, draft.metric().ofProviders() ? "" : "This is measured of no single provider");
    able(comparison, state);
    able(threshold, state);
    able(lasts, "");
    able(minimum, sort == AlertMetric.Sort.RATE ? "" : "Only a rate needs a sample");
    writing = false;
    mark(now.problems());
  }

  /** One that cannot be typed into says why. */
  private static void able(Control field, String refusal) {
    field.setDisable(!refusal.isEmpty());
    field.setAccessibleHelp(refusal);
  }

  private static void write(TextField field, String text) {
    if (!field.getText().equals(text)) {
      field.setText(text);
    }
  }

  private void mark(Map<String, String> problems) {
    Map.of("name", name, "threshold", threshold, "for_seconds", lasts, "minimum", minimum)
        .forEach((key, field) -> {
          boolean wrong = problems.containsKey(key);
          Ui.mark(field, List.of("bad"), wrong ? "bad" : "");
          if (wrong) {
            field.setAccessibleHelp(problems.get(key));
          }
        });
  }
}
