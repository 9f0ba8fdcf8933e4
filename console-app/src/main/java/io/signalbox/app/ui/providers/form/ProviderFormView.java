package io.signalbox.app.ui.providers.form;

import io.signalbox.app.ui.control.Danger;
import io.signalbox.app.ui.control.DangerLevel;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Scroll;
import io.signalbox.app.ui.control.Segments;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.StatusLabel;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.error.Counted;
import io.signalbox.core.provider.FoundProvider;
import io.signalbox.core.query.ProviderForm;
import io.signalbox.core.query.ProviderPreview;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The form over the screen: the type, its fields, and beside them the test, the shares and the text
 * that will be written. Nothing is written before its own button is pressed. Closed it keeps what
 * is typed; Discard forgets it. On the screen's thread only.
 */
public final class ProviderFormView {

  private static final double SIDE = 332;

  /** Files, weights and providers change while a form is open. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final UiServices services;
  private final Dialogs dialogs;
  private final ProviderFormViewModel model;
  private final FormFields fields;
  private final FormSidePane side;
  private final Label title = Ui.ends("", "screen-title");
  private final Label chip = Ui.label("", "env-chip");
  private final Label note = Ui.ends("", "small", "muted");
  private final HBox types = Ui.row(8);
  private final MenuButton found = new MenuButton();
  private final ObjectProperty<String> type = new SimpleObjectProperty<>("");
  private final StatusLabel errors = new StatusLabel();
  private final StatusLabel warnings = new StatusLabel();
  private final Button toError;
  private final Label message = Ui.wrapped("", "small");
  private final Tooltip whole = new Tooltip();
  private final Button test;
  private final Button save;
  private final VBox card;
  private Runnable close = () -> {};
  private List<String> typesShown = List.of();
  private List<FoundProvider> offered = List.of();
  private Instant asked = Instant.MIN;
  private String environment = "";

  /**
   * @param saved told the name of a provider that was saved
   */
  public ProviderFormView(UiServices services, Dialogs dialogs, Consumer<String> saved) {
    this.services = services;
    this.dialogs = dialogs;
    this.model = new ProviderFormViewModel(services);
    this.fields = new FormFields(model, this::takeBack);
    this.side = new FormSidePane(model);
    found.setId("form-found");
    found.setVisible(false);
    found.getStyleClass().add("compact");
    Button away = Ui.button("Close", () -> close.run(), "compact");
    away.setId("form-close");
    away.setGraphic(Ui.label("Esc", "kbd"));
    away.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
    HBox head = Ui.row(8, title, chip, Ui.grow(note), away);
    ScrollPane sheet = new Scroll(Ui.pad(Ui.column(10, types, fields.node()), 12, 16, 16, 16));
    sheet.setFitToWidth(true);
    sheet.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    sheet.setId("form-sheet");
    ScrollPane right = new Scroll(Ui.pad((VBox) side.node(), 12, 16, 16, 16));
    right.setFitToWidth(true);
    right.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    right.setMinWidth(SIDE);
    right.setPrefWidth(SIDE);
    right.setMaxWidth(SIDE);
    right.getStyleClass().add("form-side");
    HBox body = Ui.grow(new HBox(Ui.grow(sheet), right));
    body.setMinHeight(120);
    body.setPrefHeight(640);
    toError =
        Ui.button("Go to error", () -> fields.focus(model.findings().firstError()), "compact");
    toError.setId("form-go-to-error");
    Button discard = Ui.button("Discard", this::discard);
    discard.setId("form-discard");
    test = Ui.button("Test connection", model::test);
    test.setId("form-test");
    save = Ui.button("", this::save, "primary");
    save.setId("form-save");
    save.setMinWidth(120);
    save.setMaxWidth(280);
    // Two lines are reserved; what is longer is in the tooltip, so that nothing moves.
    message.setMinHeight(32);
    message.setMaxHeight(32);
    message.setMinWidth(80);
    message.setTooltip(whole);
    message.setId("form-message");
    whole.setWrapText(true);
    whole.setMaxWidth(480);
    // What is as long as the typed name stands at the end alone, so that no button moves under the
    // pointer.
    HBox foot = Ui.row(10, discard, test, errors, warnings, toError, Ui.grow(message), save);
    card =
        new VBox(
            Ui.pad(head, 10, 16, 10, 16), Ui.line(), body, Ui.line(), Ui.pad(foot, 10, 16, 10, 16));
    card.setId("provider-form");
    type.addListener((property, old, now) -> model.chooseType(now));
    model.formProperty().addListener((property, old, now) -> shown(now));
    model.editionProperty().addListener(changed -> sync());
    model.missingProperty().addListener(changed -> foot());
    model.errorProperty().addListener(changed -> foot());
    model.connectionTest().stateProperty().addListener(changed -> foot());
    model
        .doneProperty()
        .addListener((property, old, now) -> {
          if (now != null) {
            tell(now, saved);
          }
        });
    card.sceneProperty()
        .addListener((property, old, scene) -> {
          if (scene == null) {
            // It is being taken away: nobody takes it away once more.
            close = () -> {};
            model.close();
          }
        });
  }

  private void tell(ProviderFormViewModel.Done done, Consumer<String> saved) {
    if (done.closes()) {
      close.run();
    }
    dialogs.toast(done.text(), "", () -> {});
    if (!done.provider().isEmpty()) {
      saved.accept(done.provider());
    }
  }

  /** Opens the form for a new provider; does nothing while it is open. */
  public void register() {
    open(null);
  }

  /** Opens the form of a provider that is configured; does nothing while it is open. */
  public void edit(String provider) {
    open(provider);
  }

  /** Why nothing can be saved now; empty if it can. */
  public String refusal() {
    return services.commands().readOnly() ? "This window is read-only." : "";
  }

  private void open(@Nullable String provider) {
    if (isOpen() || !refusal().isEmpty()) {
      return;
    }
    title.setText(provider == null ? "Register provider" : "Edit " + provider);
    close = dialogs.overlay(card, "wide");
    typesShown = List.of();
    model.open(provider);
    sync();
    foot();
    card.requestFocus();
    fields.focus(provider == null ? TypedText.NAME : "");
  }

  public boolean isOpen() {
    return card.getScene() != null;
  }

  /** How things stand now; the open form keeps what is typed. */
  public void show(ConsoleSnapshot now) {
    environment = now.environment();
    chip.setText(environment.toUpperCase(Locale.ROOT));
    Instant at = services.time().now();
    if (isOpen() && !at.isBefore(asked.plus(FRESH))) {
      asked = at;
      model.refresh();
    }
  }

  /** A second has passed. */
  public void tick() {
    if (isOpen()) {
      model.tick(services.time().now());
    }
  }

  private void shown(@Nullable ProviderForm form) {
    asked = services.time().now();
    if (form != null && isOpen()) {
      sync();
      fields.focus(model.edited() == null ? TypedText.NAME : "");
    }
  }

  private void sync() {
    ProviderForm form = model.formProperty().get();
    showTypes(form);
    fields.sync();
    side.sync();
    note.setText(
        model.isRestored()
            ? "what was typed before is here again; Discard forgets it"
            : "fields come from what the type declares");
    foot();
  }

  private void showTypes(@Nullable ProviderForm form) {
    if (form == null) {
      return;
    }
    List<String> names =
        model.edited() == null
            ? form.types().stream().map(ProviderForm.Type::name).toList()
            : List.of(form.type());
    if (!names.equals(typesShown)) {
      typesShown = names;
      type.set(model.chosenType());
      types.getChildren().clear();
      types.getChildren().add(Ui.label("Type", "semi"));
      types
          .getChildren()
          .add(
              model.edited() == null
                  ? new Segments<>(names, Function.identity(), type)
                  : Ui.label(names.getFirst(), "pill"));
      types.getChildren().addAll(Ui.spacer(), found);
    }
    List<FoundProvider> offers = model.found();
    if (offers.equals(offered)) {
      return;
    }
    offered = offers;
    found.setText("Found on this machine: " + offers.size());
    found.setVisible(!offers.isEmpty());
    List<MenuItem> items = new ArrayList<>();
    for (FoundProvider offer : offers) {
      MenuItem item = new MenuItem(offer.words());
      item.setOnAction(event -> model.fill(offer));
      items.add(item);
    }
    found.getItems().setAll(items);
  }

  private void foot() {
    FormFindings findings = model.findings();
    errors.show(
        findings.errors() == 0
            ? new Status(Glyph.Shape.CHECK, "0 errors", "unknown")
            : new Status(Glyph.Shape.CROSS, Counted.of(findings.errors(), "error"), "bad"));
    warnings.show(
        new Status(
            Glyph.Shape.TRIANGLE,
            Counted.of(findings.warnings(), "warning"),
            findings.warnings() == 0 ? "unknown" : "warn"));
    Ui.enable(toError, findings.firstError().isEmpty() ? "Nothing is wrong with a field." : "");
    String missing = model.missingProperty().get();
    String error = model.errorProperty().get();
    String other =
        findings.others().stream()
            .filter(each -> each.refuses())
            .findFirst()
            .map(each -> each.sentence())
            .orElse("");
    String told = !error.isEmpty() ? error : !other.isEmpty() ? other : missing;
    message.setText(told);
    whole.setText(told);
    Ui.mark(message, List.of("bad", "muted"), error.isEmpty() && other.isEmpty() ? "muted" : "bad");
    Ui.enable(test, model.testRefusal());
    String name = model.text(TypedText.NAME).strip();
    save.setText((model.edited() == null ? "Register " : "Save ") + name);
    Ui.mark(save, List.of("primary", "danger"), movesProduction() ? "danger" : "primary");
    Ui.enable(save, missing);
  }

  private boolean movesProduction() {
    ProviderPreview preview = model.previewProperty().get();
    return preview != null
        && preview.movesTraffic()
        && DangerLevel.of(environment, DangerLevel.Effect.TRAFFIC_MOVES)
            == DangerLevel.MOVES_PRODUCTION;
  }

  /** What moves production traffic is confirmed with a reason and the provider's name. */
  private void save() {
    ProviderPreview preview = model.previewProperty().get();
    if (preview == null || !model.missingProperty().get().isEmpty()) {
      return;
    }
    if (!movesProduction()) {
      model.save("", false);
      return;
    }
    List<String> facts = ShareWords.of(preview);
    String name = preview.provider();
    dialogs.ask(
        new Danger(
            save.getText() + " and move production traffic",
            facts,
            save.getText(),
            true,
            false,
            name),
        answer -> model.save(answer.reason(), false));
  }

  /** The file's value counts again at once: as careful as whatever else puts it in force. */
  private void takeBack(FormField field) {
    String key = "providers." + model.edited() + "." + field.key();
    String typedName = DangerLevel.typedFor(environment, key);
    if (typedName.isEmpty()) {
      model.takeBack(field, "");
      return;
    }
    dialogs.ask(
        new Danger(
            "Take back the override of " + key,
            List.of("What the files say is in force at once, in every process"),
            "Take back",
            true,
            false,
            typedName),
        answer -> model.takeBack(field, answer.reason()));
  }

  private void discard() {
    model.discard();
    close.run();
  }
}
