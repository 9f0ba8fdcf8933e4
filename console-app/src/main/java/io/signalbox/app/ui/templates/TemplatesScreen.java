package io.signalbox.app.ui.templates;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.BesideOrBelow;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Screen;
import io.signalbox.app.ui.control.Segments;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.preference.KeptTable;
import io.signalbox.app.ui.templates.TemplatesViewModel.TemplateRow;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.error.Counted;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.template.ResolvedTemplate;
import io.signalbox.core.template.TemplateFile;
import io.signalbox.core.template.TemplateSummary;
import io.signalbox.core.template.ValidationLevel;
import io.signalbox.core.template.ValidationReport;
import java.util.List;
import java.util.Objects;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * Templates: the list, the layers side by side with the result, a layer's file, and what is odd.
 */
public final class TemplatesScreen implements Screen {

  private final TemplatesViewModel model;
  private final LayerEditor editor;
  private final BorderPane root = new BorderPane();
  private final ListView<TemplateRow> list = new ListView<>();
  private final HBox banner = Ui.row(8);

  public TemplatesScreen(UiServices services, Dialogs dialogs) {
    this.model = new TemplatesViewModel(services);
    LayerGrid grid = new LayerGrid(model);
    editor = new LayerEditor(model, dialogs);
    DiagnosticsView diagnostics = new DiagnosticsView(model);
    Node sent = new SentView(model.sent()).node();
    // One in the place of the other: the editor beside them stays as wide as it is.
    Node effects = new EffectsView(model.preview()).node();
    StackPane told = Ui.grow(new StackPane(diagnostics.node(), effects, sent));
    BooleanExpression sending = model.sent().openProperty();
    BooleanExpression typed = Bindings.isNotNull(model.preview().previewProperty());
    sent.visibleProperty().bind(sending);
    effects.visibleProperty().bind(typed.and(sending.not()));
    diagnostics.node().visibleProperty().bind(typed.not().and(sending.not()));
    HBox lower = new HBox(12, Ui.grow(editor.node()), told);
    VBox.setVgrow(lower, Priority.ALWAYS);
    banner.getStyleClass().addAll("note", "bad");
    VBox main = Ui.column(12, toolbar(), banner, grid.node(), lower);
    root.setLeft(side());
    root.setCenter(main);
    main.setPadding(new javafx.geometry.Insets(0, 0, 0, 16));
    // The list stands at the window's edge, like the navigation, over the screen's own margin.
    BorderPane.setMargin(root.getLeft(), new javafx.geometry.Insets(-16, 0, -16, -16));
    KeptTable.keepScroll(services.preferences(), "templates", list, row -> list.scrollTo(row));
    showBanner();
    model.editor().files().addListener((InvalidationListener) changed -> showBanner());
    model.errorProperty().addListener(changed -> showBanner());
  }

  private VBox side() {
    TextField filter = new TextField();
    filter.setPromptText("Filter templates");
    filter.setId("template-filter");
    Ui.knownByPrompt(filter);
    filter.textProperty().bindBidirectional(model.filterProperty());
    list.setItems(model.shown());
    list.setId("templates");
    list.setAccessibleText("Templates");
    list.setFixedCellSize(44);
    list.setCellFactory(owner -> new TemplateCell());
    list.setPlaceholder(Ui.empty("No template here. Add one with New, or write templates.json."));
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener((property, old, row) -> {
          if (row != null) {
            model.selectedProperty().set(row.id());
          }
        });
    Runnable follow =
        () ->
            model.shown().stream()
                .filter(each -> each.id().equals(model.selectedProperty().get()))
                .findFirst()
                .ifPresent(row -> list.getSelectionModel().select(row));
    model.selectedProperty().addListener((property, old, id) -> follow.run());
    InvalidationListener listed =
        changed -> {
          follow.run();
          filter.setPromptText(
              "Filter "
                  + Units.number(model.listed())
                  + " "
                  + Counted.noun(model.listed(), "template"));
        };
    model.shown().addListener(listed);
    model.resolved().providerProperty().addListener((property, old, name) -> list.refresh());
    model.resolved().toldProperty().addListener((property, old, count) -> list.refresh());
    VBox side = new VBox(Ui.pad(new VBox(filter), 12, 12, 8, 12), Ui.grow(list), legend());
    side.getStyleClass().add("side-list");
    side.setMinWidth(236);
    side.setMaxWidth(236);
    return side;
  }

  private static Node legend() {
    return Ui.pad(
        Ui.column(
            4,
            Ui.row(
                6,
                new Glyph(Glyph.Shape.CHECK, "ok"),
                Ui.label("valid by its files", "small", "muted")),
            Ui.row(
                6,
                new Glyph(Glyph.Shape.TRIANGLE, "warn"),
                Ui.label("warnings or findings", "small", "muted")),
            Ui.row(
                6,
                new Glyph(Glyph.Shape.HALF_SQUARE, "unknown"),
                Ui.label("not offered here", "small", "muted"))),
        8,
        12,
        12,
        12);
  }

  private Node toolbar() {
    ComboBox<String> provider = box(model.providers());
    provider.setId("template-provider");
    provider.setAccessibleText("Provider to resolve for");
    provider.valueProperty().bindBidirectional(model.resolved().providerProperty());
    ComboBox<String> other = box(model.providers());
    other.setPromptText("Compare with");
    other.setAccessibleText("Provider to compare with");
    other
        .valueProperty()
        .addListener(
            (p, old, name) -> model.resolved().otherProperty().set(Objects.toString(name, "")));
    Button clear = Ui.button(Act.TEMPLATE_ALONE, () -> other.setValue(null), "ghost", "compact");
    clear.visibleProperty().bind(model.resolved().otherProperty().isNotEmpty());
    clear.managedProperty().bind(clear.visibleProperty());
    Segments<ValidationLevel> level =
        new Segments<>(
            List.of(ValidationLevel.STRICT, ValidationLevel.LENIENT, ValidationLevel.BASIC),
            this::levelText,
            model.resolved().levelProperty());
    model
        .resolved()
        .reportsProperty()
        .addListener((property, old, reports) -> level.refreshTexts());
    Ui.tooltip(level, "Validate at this level");
    Button cli = Ui.button(Act.TEMPLATE_CLI, () -> Ui.copy(command()), "compact");
    Label caption = Ui.label("For", "muted");
    caption.setMinWidth(Region.USE_PREF_SIZE);
    return BesideOrBelow.ends(Ui.row(8, caption, provider, other, clear), Ui.row(8, level, cli));
  }

  private String command() {
    return "signalbox templates show "
        + model.selectedProperty().get()
        + (model.resolved().providerProperty().get().isEmpty()
            ? ""
            : " --provider " + model.resolved().providerProperty().get())
        + " --source-info";
  }

  private static ComboBox<String> box(javafx.collections.ObservableList<String> items) {
    ComboBox<String> box = new ComboBox<>(items);
    box.setPrefWidth(204);
    box.setMinWidth(204);
    return box;
  }

  private String levelText(ValidationLevel level) {
    ValidationReport report = model.resolved().reportsProperty().get().get(level);
    if (report == null) {
      return level.name();
    }
    long errors = count(report, Diagnostic.Severity.ERROR);
    long warnings = count(report, Diagnostic.Severity.WARNING);
    if (errors > 0) {
      return level + ", " + Counted.of(errors, "error");
    }
    return warnings == 0 ? level + ", 0" : level + ", " + Counted.of(warnings, "warning");
  }

  private static long count(ValidationReport report, Diagnostic.Severity severity) {
    return report.diagnostics().stream().filter(each -> each.severity() == severity).count();
  }

  private void showBanner() {
    banner.getChildren().clear();
    String failed = model.errorProperty().get();
    if (!failed.isEmpty()) {
      banner.getChildren().addAll(new Glyph(Glyph.Shape.CROSS, "bad"), Ui.grow(told(failed)));
    }
    for (TemplateFile file : model.editor().files()) {
      if (!file.broken().isEmpty() && failed.isEmpty()) {
        banner
            .getChildren()
            .addAll(
                new Glyph(Glyph.Shape.CROSS, "bad"),
                Ui.grow(told(file.broken() + ". Other files are up to date.")),
                Ui.button("Open the file", () -> model.editor().open(file.name(), 0), "compact"));
        break;
      }
    }
    banner.setVisible(!banner.getChildren().isEmpty());
    banner.setManaged(banner.isVisible());
  }

  private static Label told(String text) {
    Label label = Ui.wrapped(text);
    Ui.announced(label, text);
    return label;
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public void show(ConsoleSnapshot snapshot) {
    model.refresh();
  }

  @Override
  public void tick() {
    editor.tick();
  }

  @Override
  public void select(String subject) {
    model.select(subject);
  }

  @Override
  public ObservableValue<String> context() {
    return Bindings.createStringBinding(
        () -> {
          ResolvedTemplate shown = model.resolved().resolvedProperty().get();
          return shown == null ? "" : shown.templateId() + " on " + shown.provider();
        },
        model.resolved().resolvedProperty());
  }

  /** Keeps its nodes: a list of ten thousand is scrolled through without making any. */
  private final class TemplateCell extends ListCell<TemplateRow> {
    private final StackPane mark = new StackPane();
    private final Label name = Ui.ends("", "semi");
    private final Tooltip whole = new Tooltip();
    private final Label below = Ui.label("", "small", "muted");
    private final HBox box = Ui.row(8, mark, Ui.grow(Ui.column(0, name, below)));

    TemplateCell() {
      // As wide as the list: a long name is shortened in its middle.
      setPrefWidth(0);
      name.setTooltip(whole);
    }

    @Override
    protected void updateItem(TemplateRow row, boolean empty) {
      super.updateItem(row, empty);
      setText(null);
      if (empty || row == null) {
        setGraphic(null);
        return;
      }
      TemplateSummary summary = row.summary();
      String provider = model.resolved().providerProperty().get();
      boolean offered =
          provider == null || provider.isEmpty()
              ? !summary.offeredBy().isEmpty()
              : summary.offeredBy().contains(provider);
      int found =
          offered && provider != null
              ? model.resolved().foundByProvider(row.id(), provider).size()
              : 0;
      Status status = status(summary, offered, found);
      mark.getChildren().setAll(new Glyph(status.shape(), status.tone()));
      name.setText(row.id());
      whole.setText(row.id());
      below.setText(
          !offered
              ? "not offered here"
              : found > 0
                  ? Counted.of(found, "finding") + " of its provider"
                  : Counted.of(summary.layers(), "layer"));
      setGraphic(box);
      setAccessibleText(row.id() + ", " + status.word());
    }

    /** By its files, and by what its provider was heard to say of it. */
    private static Status status(TemplateSummary summary, boolean offered, int found) {
      if (!offered) {
        return new Status(Glyph.Shape.HALF_SQUARE, "not offered here", "unknown");
      }
      if (summary.errors() > 0) {
        return new Status(Glyph.Shape.CROSS, "errors", "bad");
      }
      if (found > 0) {
        return new Status(Glyph.Shape.TRIANGLE, "findings of its provider", "warn");
      }
      return summary.warnings() > 0
          ? new Status(Glyph.Shape.TRIANGLE, "warnings", "warn")
          : new Status(Glyph.Shape.CHECK, "valid by its files", "ok");
    }
  }
}
