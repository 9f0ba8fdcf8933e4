package io.signalbox.app.ui.alerts;

import io.signalbox.app.ui.alerts.RuleDraft.Unit;
import io.signalbox.app.ui.alerts.RuleEditorViewModel.Edited;
import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Converters;
import io.signalbox.app.ui.control.Segments;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.alert.AlertMetric;
import io.signalbox.core.alert.AlertRule;
import io.signalbox.core.alert.AlertRule.Comparison;
import io.signalbox.core.alert.AlertSeverity;
import io.signalbox.core.alert.preview.RulePreview;
import io.signalbox.core.error.Counted;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.ProviderView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The form of one rule, with what it would have done. Every row has its place from the first. */
final class RuleEditor {

  private static final double WIDTH = 360;

  /** Episodes told one by one: the newest, what is older is summed. */
  private static final int EPISODES = 5;

  private final RuleEditorViewModel model;
  private final Label title = Ui.ends("", "panel-title");
  private final Label edited = Ui.label("edited", "pill", "accent");
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
  private final Label message = Ui.wrapped("", "small", "bad");
  private final HBox sentence;
  private final Label told = Ui.wrapped("");
  private final Label chartTitle = Ui.label("", "small", "muted");
  private final RuleChart chart = new RuleChart();
  private final VBox episodes = Ui.column(4);
  private final Label basis = Ui.wrapped("", "small", "muted");
  private final Button save = Ui.button(Act.RULE_SAVE, this::save, "primary");
  private final Button discard = Ui.button(Act.RULE_DISCARD, this::discard);
  private final Button remove = Ui.button(Act.RULE_REMOVE, this::remove);
  private final VBox node;
  private boolean syncing;

  RuleEditor(RuleEditorViewModel model) {
    this.model = model;
    metric.setId("rule-metric");
    scope.setId("rule-scope");
    comparison.setId("rule-comparison");
    message.setMinHeight(18);
    edited.managedProperty().bind(edited.visibleProperty());
    remove.managedProperty().bind(remove.visibleProperty());
    Button close = Ui.button(Act.RULE_CLOSE, model::close, "ghost");
    sentence = Ui.row(8, Ui.grow(told));
    sentence.getStyleClass().addAll("note", "warn");
    sentence.setId("rule-preview");
    VBox body =
        Ui.pad(
            Ui.column(
                12,
                Ui.row(8, Ui.grow(title), edited, close),
                grid(),
                message,
                Ui.line(),
                Ui.label("Last 24 h with this rule", "semi"),
                sentence,
                chartTitle,
                chart,
                episodes,
                basis),
            12,
            16,
            12,
            16);
    ScrollPane scroll = new ScrollPane(body);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    HBox foot =
        Ui.pad(
            Ui.row(8, discard, Ui.button(Act.RULE_CLI, this::copy), remove, Ui.spacer(), save),
            10,
            16,
            10,
            16);
    foot.getStyleClass().add("rule-foot");
    node = new VBox(Ui.grow(scroll), foot);
    node.getStyleClass().add("rule-editor");
    node.setMinWidth(WIDTH);
    node.setMaxWidth(WIDTH);
    node.setId("rule-editor");
    listen();
    model.editedProperty().addListener((property, old, now) -> show(now));
    model.previewProperty().addListener((property, old, now) -> show(now));
    model.errorProperty().addListener((property, old, now) -> showMessage());
    show(model.editedProperty().get());
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
    GridPane grid = new GridPane();
    grid.setHgap(12);
    grid.setVgap(10);
    for (int i = 0; i < 2; i++) {
      var column = new ColumnConstraints();
      column.setPercentWidth(50);
      column.setHgrow(Priority.ALWAYS);
      grid.getColumnConstraints().add(column);
    }
    scope.setMaxWidth(Double.MAX_VALUE);
    unit.setMinWidth(72);
    thresholdUnit.setMinWidth(Region.USE_PREF_SIZE);
    threshold.setAccessibleText("Threshold");
    lasts.setAccessibleText("How long it lasts before it fires");
    unit.setAccessibleText("Unit of how long it lasts");
    grid.add(labelled("Name", "", name), 0, 0, 2, 1);
    grid.add(labelled("Metric", "metric", metric), 0, 1);
    grid.add(labelled("Scope", "scope", scope), 1, 1);
    grid.add(labelled("Fires when", "comparison", comparison), 0, 2);
    grid.add(
        labelled("Threshold", "threshold", Ui.row(6, Ui.grow(threshold), thresholdUnit)), 1, 2);
    grid.add(labelled("For", "for_seconds", Ui.row(6, Ui.grow(lasts), unit)), 0, 3);
    grid.add(labelled("Smallest sample", "minimum", minimum), 1, 3);
    grid.add(
        labelled(
            "Severity",
            "severity",
            new Segments<>(List.of(AlertSeverity.values()), AlertSeverity::word, severity)),
        0,
        4,
        2,
        1);
    return grid;
  }

  private static VBox labelled(String words, String key, Node input) {
    Label label = Ui.label(words, "small", "semi");
    Label mono = Ui.label(key, "mono", "muted");
    if (input instanceof Control control) {
      label.setLabelFor(control);
    }
    return Ui.column(4, Ui.row(6, label, mono), input);
  }

  private void listen() {
    text(
        name,
        (draft, typed) -> copy(draft, typed, draft.threshold(), draft.lasts(), draft.minimum()));
    text(
        threshold,
        (draft, typed) -> copy(draft, draft.name(), typed, draft.lasts(), draft.minimum()));
    text(
        lasts,
        (draft, typed) -> copy(draft, draft.name(), draft.threshold(), typed, draft.minimum()));
    text(
        minimum,
        (draft, typed) -> copy(draft, draft.name(), draft.threshold(), draft.lasts(), typed));
    metric.valueProperty().addListener((property, old, chosen) -> edit(d -> d.with(chosen)));
    scope
        .valueProperty()
        .addListener((property, old, chosen) ->
            edit(d ->
                chosen == null ? d : choose(d, chosen, d.comparison(), d.unit(), d.severity())));
    comparison
        .valueProperty()
        .addListener((property, old, chosen) ->
            edit(d -> choose(d, d.scope(), chosen, d.unit(), d.severity())));
    unit.valueProperty()
        .addListener((property, old, chosen) ->
            edit(d -> choose(d, d.scope(), d.comparison(), chosen, d.severity())));
    severity.addListener((property, old, chosen) ->
        edit(d -> choose(d, d.scope(), d.comparison(), d.unit(), chosen)));
  }

  private static RuleDraft copy(
      RuleDraft draft, String name, String threshold, String lasts, String minimum) {
    return new RuleDraft(
        name,
        draft.metric(),
        draft.scope(),
        draft.comparison(),
        threshold,
        lasts,
        draft.unit(),
        minimum,
        draft.severity());
  }

  private static RuleDraft choose(
      RuleDraft draft, String scope, Comparison comparison, Unit unit, AlertSeverity severity) {
    return new RuleDraft(
        draft.name(),
        draft.metric(),
        scope,
        comparison,
        draft.threshold(),
        draft.lasts(),
        unit,
        draft.minimum(),
        severity);
  }

  private void text(TextField field, BiFunction<RuleDraft, String, RuleDraft> change) {
    field
        .textProperty()
        .addListener((property, old, typed) -> edit(draft -> change.apply(draft, typed)));
  }

  private void edit(UnaryOperator<RuleDraft> change) {
    if (!syncing) {
      model.edit(change);
    }
  }

  VBox node() {
    return node;
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
      syncing = true;
      String chosen = scope.getValue();
      scope.getItems().setAll(names);
      scope.setValue(chosen);
      syncing = false;
    }
    showMessage();
  }

  private void show(@Nullable Edited now) {
    node.setVisible(now != null);
    node.setManaged(now != null);
    if (now == null) {
      return;
    }
    syncing = true;
    RuleDraft draft = now.draft();
    title.setText(now.isNew() ? "New rule" : draft.name());
    edited.setVisible(now.isChanged());
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
    name.setDisable(!now.isNew());
    metric.setDisable(!now.isNew());
    scope.setDisable(!draft.metric().ofProviders());
    comparison.setDisable(sort == AlertMetric.Sort.STATE);
    threshold.setDisable(sort == AlertMetric.Sort.STATE);
    minimum.setDisable(sort != AlertMetric.Sort.RATE);
    remove.setVisible(now.isOverridden());
    syncing = false;
    mark(now.problems());
    showMessage();
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
          field.setAccessibleHelp(problems.getOrDefault(key, ""));
        });
  }

  private void showMessage() {
    Edited now = model.editedProperty().get();
    String refused = model.errorProperty().get();
    String problem =
        now == null || now.problems().isEmpty() ? "" : now.problems().values().iterator().next();
    boolean untouched = now != null && now.isNew() && !now.isChanged();
    message.setText(!refused.isEmpty() ? refused : untouched ? "" : problem);
    Ui.enable(save, model.refusal());
    Ui.enable(discard, now != null && now.isChanged() ? "" : "Nothing is changed");
    Ui.enable(remove, model.removal());
  }

  private void show(@Nullable RulePreview preview) {
    told.setText(
        preview == null ? "Complete the rule to see." : RuleEditorViewModel.sentence(preview));
    boolean fires = preview != null && preview.fired() > 0;
    Ui.mark(sentence, List.of("warn", "ok"), fires ? "warn" : preview == null ? "" : "ok");
    chart.show(preview);
    chartTitle.setText(
        preview == null || preview.values().isEmpty()
            ? ""
            : preview.rule().metric().words()
                + " of "
                + Counted.of(preview.values().size(), "provider")
                + ", five minutes; shaded: firing");
    basis.setText(preview == null ? "" : RuleEditorViewModel.basis(preview));
    episodes.getChildren().setAll(preview == null ? List.of() : lines(preview));
  }

  private static List<Node> lines(RulePreview preview) {
    List<Node> lines = new ArrayList<>();
    List<RulePreview.Episode> all = preview.episodes();
    for (RulePreview.Episode each : all.subList(Math.max(0, all.size() - EPISODES), all.size())) {
      Instant to = each.to();
      Duration lasted = each.lasted(preview.to());
      Label when = Ui.label(Units.minute(each.from()), "small");
      when.setMinWidth(44);
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

  private void copy() {
    Edited now = model.editedProperty().get();
    if (now != null) {
      Ui.copy(now.draft().commandLine());
    }
  }

  private void save() {
    model.save();
  }

  private void discard() {
    model.discard();
  }

  private void remove() {
    model.remove();
  }
}
