package io.signalbox.app.proof;

import io.fair_acc.chartfx.XYChart;
import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.control.TimeRange;
import io.signalbox.core.template.TemplateFile;
import io.signalbox.core.testing.Many;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import jfx.incubator.scene.control.richtext.CodeArea;
import jfx.incubator.scene.control.richtext.TextPos;

/**
 * Acts in the whole window, one after the other, and what each costs the screen's thread.
 * Stateless.
 */
final class ScreenActs {

  /** Of a frame at 60 a second. */
  private static final double FRAME_MILLIS = 16.7;

  /** Before what the acts need is compiled. */
  private static final int WARM_UP = 30;

  private static final int REQUESTS = 100_000;

  /** Behind how many requests there are. */
  private static final String KEPT = " kept, ";

  /** With this the file has 1,992 lines: the editor gets up to 2,000 of a file. */
  private static final int TEMPLATES = 199;

  private static final int PAUSE_MILLIS = 150;

  private ScreenActs() {}

  /** Types five letters that less and less requests have, and takes them away, again and again. */
  static List<Figure> filter(Path config, int keys) throws IOException, InterruptedException {
    Many many = new Many(4, 100, 20);
    many.writeTo(config);
    PastRecords.requests(config.resolve(PastRecords.STATE), many, REQUESTS);
    Durations work = new Durations();
    Durations took = new Durations();
    try (WatchedWindow window = WatchedWindow.of(config, many)) {
      window.open(Place.REQUESTS);
      Label counted =
          window.find(scene ->
              all(scene.getRoot(), Label.class)
                  .filter(each -> each.getText().contains(KEPT))
                  .findFirst()
                  .orElseThrow());
      TextField filter =
          window.find(scene -> (TextField) scene.getRoot().lookup("#request-filter"));
      window.act(scene -> filter.requestFocus(), scene -> found(counted).endsWith("100,000"));
      for (int key = 0; key < WARM_UP + keys; key++) {
        String letters = PastRecords.letters(key / 10 * 7_919 % REQUESTS);
        KeyEvent press = key % 10 < 5 ? typed(letters.charAt(key % 10)) : backspace();
        String before = window.find(scene -> found(counted));
        window.heaviest();
        double shown =
            window.act(
                scene -> Event.fireEvent(filter, press), scene -> !found(counted).equals(before));
        window.drawn();
        add(work, took, key, window.heaviest(), shown);
      }
    }
    return List.of(
        work("A key in the filter over 100,000 requests", work),
        Figure.told(
            "A key in the filter over 100,000 requests, until the rows are shown",
            took + " ms: median / 99 % / most"));
  }

  /** Without how many are open, which the traffic changes. */
  private static String found(Label counted) {
    return counted.getText().substring(0, counted.getText().indexOf(KEPT));
  }

  /** Has Overview show a day of fifty providers, and less in between. */
  static List<Figure> day(Path config, int times) throws IOException, InterruptedException {
    Many many = new Many(50, 20, 50);
    many.writeTo(config);
    PastRecords.day(config.resolve(PastRecords.STATE), many);
    Durations work = new Durations();
    Durations took = new Durations();
    try (WatchedWindow window = WatchedWindow.of(config, many)) {
      window.open(Place.OVERVIEW);
      XYChart chart =
          window.find(scene -> all(scene.getRoot(), XYChart.class).findFirst().orElseThrow());
      for (int i = 0; i < WARM_UP + times; i++) {
        choose(window, chart, TimeRange.HOURS_6);
        window.drawn();
        window.heaviest();
        double shown = choose(window, chart, TimeRange.DAY);
        window.drawn();
        add(work, took, i, window.heaviest(), shown);
      }
    }
    return List.of(
        work("Overview's charts of 24 h of 50 providers drawn anew", work),
        Figure.told(
            "Overview's charts of 24 h of 50 providers, from the click until they are laid out",
            took + " ms: median / 99 % / most"));
  }

  private static double choose(WatchedWindow window, XYChart chart, TimeRange range) {
    ToggleButton button =
        window.find(scene ->
            all(scene.getRoot(), ToggleButton.class)
                .filter(each -> each.getUserData() == range)
                .findFirst()
                .orElseThrow());
    return window.act(
        scene -> button.fire(),
        scene -> {
          double shown = chart.getXAxis().getMax() - chart.getXAxis().getMin();
          return Math.abs(shown - range.length().toSeconds()) < 2;
        });
  }

  /** Types into a description in the middle of the file, and takes it away again. */
  static List<Figure> template(Path config, int keys) throws IOException, InterruptedException {
    Many many = new Many(4, TEMPLATES, 20);
    Durations work = new Durations();
    Durations took = new Durations();
    Durations bareWork = new Durations();
    try (WatchedWindow window = WatchedWindow.of(config, many)) {
      window.open(Place.TEMPLATES);
      CodeArea area = open(window);
      type(window, area, keys, work, took);
      type(window, bare(window, area), keys, bareWork, new Durations());
    }
    return List.of(
        work("A key in a template file of 2,000 lines", work),
        Figure.told(
            "A key in the toolkit's code area with nothing around it, of that size and text",
            bareWork + " ms: median / 99 % / most"),
        Figure.told(
            "A key in a template file of 2,000 lines, until it is laid out",
            took + " ms: median / 99 % / most"));
  }

  private static void type(
      WatchedWindow window, CodeArea area, int keys, Durations work, Durations took)
      throws InterruptedException {
    for (int key = 0; key < WARM_UP + keys; key++) {
      KeyEvent press = key % 40 < 20 ? typed((char) ('a' + key % 20)) : backspace();
      window.heaviest();
      double shown = window.act(scene -> Event.fireEvent(area, press), scene -> true);
      // As fast as people type; the answer to what was typed comes meanwhile.
      Thread.sleep(PAUSE_MILLIS);
      add(work, took, key, window.heaviest(), shown);
    }
  }

  /** Puts an area that knows no JSON, and has no line numbers, in place of all that is shown. */
  private static CodeArea bare(WatchedWindow window, CodeArea of) {
    CodeArea area =
        window.find(scene -> {
          CodeArea made = new CodeArea();
          made.setFont(of.getFont());
          made.setText(of.getText());
          made.setMaxSize(of.getWidth(), of.getHeight());
          StackPane root = new StackPane(made);
          root.getStyleClass().setAll(scene.getRoot().getStyleClass());
          scene.setRoot(root);
          return made;
        });
    window.drawn();
    window.act(scene -> goTo(area, of.getCaretPosition()), scene -> true);
    return area;
  }

  /** With lines on either side in sight, as where somebody has clicked. */
  private static void goTo(CodeArea area, TextPos place) {
    area.select(TextPos.ofLeading(place.index() + 3, 0));
    area.select(place);
    area.requestFocus();
  }

  @SuppressWarnings("unchecked")
  private static CodeArea open(WatchedWindow window) {
    ComboBox<TemplateFile> layer =
        window.find(scene -> (ComboBox<TemplateFile>) scene.getRoot().lookup("#layer"));
    CodeArea area = window.find(scene -> (CodeArea) scene.getRoot().lookup("#layer-text"));
    Predicate<TemplateFile> wanted = each -> each.name().equals("templates.json");
    window.act(scene -> {}, scene -> layer.getItems().stream().anyMatch(wanted));
    window.act(
        scene -> layer.setValue(layer.getItems().stream().filter(wanted).findFirst().orElseThrow()),
        scene -> area.getParagraphCount() > 10 * (TEMPLATES - 1));
    window.act(
        scene -> ((ToggleButton) scene.getRoot().lookup("#" + Act.EDIT.id())).fire(),
        scene -> area.isVisible());
    window.act(
        scene -> {
          int line =
              IntStream.range(1_000, area.getParagraphCount())
                  .filter(each -> area.getPlainText(each).contains("\"description\""))
                  .findFirst()
                  .orElseThrow();
          goTo(area, TextPos.ofLeading(line, area.getPlainText(line).indexOf("Short")));
        },
        scene -> true);
    return area;
  }

  private static void add(Durations work, Durations took, int number, double heaviest, double ms) {
    if (number >= WARM_UP) {
      work.add(Math.round(heaviest * 1e6));
      took.add(Math.round(ms * 1e6));
    }
  }

  private static Figure work(String act, Durations work) {
    return Figure.judged(
        act + ", work of its heaviest frame",
        work + " ms: median / 99 % / most",
        FRAME_MILLIS + " ms for 99 %",
        work.millis(0.99) <= FRAME_MILLIS);
  }

  private static KeyEvent typed(char letter) {
    return new KeyEvent(
        KeyEvent.KEY_TYPED,
        String.valueOf(letter),
        "",
        KeyCode.UNDEFINED,
        false,
        false,
        false,
        false);
  }

  private static KeyEvent backspace() {
    return new KeyEvent(
        KeyEvent.KEY_PRESSED,
        KeyEvent.CHAR_UNDEFINED,
        "",
        KeyCode.BACK_SPACE,
        false,
        false,
        false,
        false);
  }

  private static <T extends Node> Stream<T> all(Parent parent, Class<T> type) {
    return parent.getChildrenUnmodifiable().stream()
        .flatMap(each ->
            Stream.concat(
                type.isInstance(each) ? Stream.of(type.cast(each)) : Stream.empty(),
                each instanceof Parent inner ? all(inner, type) : Stream.empty()));
  }
}
