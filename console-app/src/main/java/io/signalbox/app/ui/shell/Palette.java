package io.signalbox.app.ui.shell;

import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.Navigator;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.feed.Question;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.QueryBus;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl K: everything there is to go to or to do, by its name. Names are read and searched in the
 * background, so that thousands of templates do not hold up a key.
 */
final class Palette {

  /** Rows shown; who does not find it among them types on. */
  private static final int MOST = 60;

  private final UiServices services;
  private final Dialogs dialogs;
  private final Navigator navigator;
  private final Runnable toggleReadOnly;
  private @Nullable ConsoleSnapshot latest;

  /**
   * @param text what is shown and searched
   */
  record Entry(String text, Runnable action) {
    @Override
    public String toString() {
      return text;
    }
  }

  Palette(UiServices services, Dialogs dialogs, Navigator navigator, Runnable toggleReadOnly) {
    this.services = services;
    this.dialogs = dialogs;
    this.navigator = navigator;
    this.toggleReadOnly = toggleReadOnly;
  }

  /** Takes the providers there are. */
  void show(ConsoleSnapshot snapshot) {
    latest = snapshot;
  }

  void open() {
    if (dialogs.isOpen()) {
      return;
    }
    Names names = new Names();
    Label error = Ui.wrapped("", "small", "bad");
    error.managedProperty().bind(error.textProperty().isNotEmpty());
    Question question =
        new Question(services, failure -> error.setText(UiServices.textOf(failure)));
    TextField search = new TextField();
    search.setPromptText("A screen, provider, template, request or command");
    search.setId("palette");
    ListView<Entry> list = new ListView<>();
    list.getItems().setAll(fixed());
    list.setPrefHeight(320);
    search
        .textProperty()
        .addListener((property, old, text) ->
            question.prepare(
                text,
                queries -> names.find(queries, text),
                found -> {
                  list.getItems().setAll(found);
                  list.getSelectionModel().selectFirst();
                }));
    VBox body = Ui.column(8, search, error, list);
    body.getStyleClass().add("dialog-body");
    Runnable close = dialogs.overlay(body);
    Runnable choose =
        () -> {
          Entry chosen = list.getSelectionModel().getSelectedItem();
          if (chosen != null) {
            close.run();
            chosen.action().run();
          }
        };
    search.setOnAction(event -> choose.run());
    search.addEventFilter(
        KeyEvent.KEY_PRESSED,
        key -> {
          if (key.getCode() == KeyCode.DOWN) {
            list.getSelectionModel().selectNext();
            key.consume();
          } else if (key.getCode() == KeyCode.UP) {
            list.getSelectionModel().selectPrevious();
            key.consume();
          }
        });
    list.setOnMouseClicked(click -> choose.run());
    list.getSelectionModel().selectFirst();
    search.requestFocus();
  }

  private List<Entry> fixed() {
    List<Entry> fixed = new ArrayList<>();
    for (Place place : Place.values()) {
      fixed.add(new Entry("Go to " + place.title(), () -> navigator.go(place, "")));
    }
    fixed.add(new Entry("Switch read-only on or off", toggleReadOnly));
    return fixed;
  }

  private Entry entry(String kind, String name, Place place) {
    return new Entry(kind + name, () -> navigator.go(place, name));
  }

  /** The names there are, read once for each opening; used by one search at a time. */
  private final class Names {
    private final @Nullable ConsoleSnapshot snapshot = latest;
    private @Nullable List<Entry> all;

    List<Entry> find(QueryBus queries, String text) {
      List<Entry> known = all;
      if (known == null) {
        known = read(queries);
        all = known;
      }
      String wanted = text.toLowerCase(Locale.ROOT).trim();
      return known.stream()
          .filter(each -> each.text().toLowerCase(Locale.ROOT).contains(wanted))
          .limit(MOST)
          .toList();
    }

    private List<Entry> read(QueryBus queries) {
      List<Entry> entries = new ArrayList<>(fixed());
      if (snapshot != null) {
        snapshot
            .providers()
            .forEach(each -> entries.add(entry("Provider ", each.name(), Place.PROVIDERS)));
      }
      queries
          .ask(new Query.ListTemplates(null, null))
          .forEach(each -> entries.add(entry("Template ", each.templateId(), Place.TEMPLATES)));
      queries
          .ask(new Query.ListRequests(null, services.time().now().minus(Duration.ofDays(1)), 50))
          .forEach(each -> entries.add(entry("Request ", each.requestId(), Place.REQUESTS)));
      return entries;
    }
  }
}
