package io.signalbox.app.ui.shell;

import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.Navigator;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.query.Query;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

/** Ctrl K: everything there is to go to or to do, by its name. */
final class Palette {

  private final UiServices services;
  private final Dialogs dialogs;
  private final Navigator navigator;
  private final Runnable toggleReadOnly;

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

  void open() {
    if (dialogs.isOpen()) {
      return;
    }
    ObservableList<Entry> entries = FXCollections.observableArrayList(fixed());
    FilteredList<Entry> shown = new FilteredList<>(entries);
    TextField search = new TextField();
    search.setPromptText("A screen, provider, template, request or command");
    search.setId("palette");
    ListView<Entry> list = new ListView<>(shown);
    list.setPrefHeight(320);
    search
        .textProperty()
        .addListener((property, old, text) -> {
          String wanted = text.toLowerCase(Locale.ROOT).trim();
          shown.setPredicate(each -> each.text().toLowerCase(Locale.ROOT).contains(wanted));
          list.getSelectionModel().selectFirst();
        });
    VBox body = Ui.column(8, search, list);
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
    askForMore(entries);
  }

  private List<Entry> fixed() {
    List<Entry> fixed = new ArrayList<>();
    for (Place place : Place.values()) {
      fixed.add(new Entry("Go to " + place.title(), () -> navigator.go(place, "")));
    }
    fixed.add(new Entry("Switch read-only on or off", toggleReadOnly));
    return fixed;
  }

  private void askForMore(ObservableList<Entry> entries) {
    services.ask(
        new Query.ListProviders(false),
        found ->
            found.forEach(each -> entries.add(entry("Provider ", each.name(), Place.PROVIDERS))),
        failure -> {});
    services.ask(
        new Query.ListTemplates(null, null),
        found ->
            found.forEach(
                each -> entries.add(entry("Template ", each.templateId(), Place.TEMPLATES))),
        failure -> {});
    services.ask(
        new Query.ListRequests(null, services.time().now().minus(Duration.ofDays(1)), 50),
        found ->
            found.forEach(each -> entries.add(entry("Request ", each.requestId(), Place.REQUESTS))),
        failure -> {});
  }

  private Entry entry(String kind, String name, Place place) {
    return new Entry(kind + name, () -> navigator.go(place, name));
  }
}
