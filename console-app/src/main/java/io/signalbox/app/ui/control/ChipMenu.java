package io.signalbox.app.ui.control;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;

/**
 * A filter as a chip: it says what it lets through, and opens to choose. On the screen's thread
 * only.
 */
public final class ChipMenu extends MenuButton {

  private ChipMenu() {
    getStyleClass().add("chip");
  }

  /** Any of several; none chosen means any. */
  public static <T> ChipMenu several(
      String name, List<T> choices, Function<T, String> text, ObjectProperty<Set<T>> chosen) {
    ChipMenu chip = new ChipMenu();
    List<CheckMenuItem> items = new ArrayList<>();
    for (T choice : choices) {
      CheckMenuItem item = new CheckMenuItem(text.apply(choice));
      item.setOnAction(event -> {
        Set<T> next = new LinkedHashSet<>(chosen.get());
        if (item.isSelected()) {
          next.add(choice);
        } else {
          next.remove(choice);
        }
        chosen.set(Set.copyOf(next));
      });
      items.add(item);
    }
    MenuItem any = new MenuItem("Any " + name);
    any.setOnAction(event -> chosen.set(Set.of()));
    chip.getItems().add(any);
    chip.getItems().addAll(items);
    Runnable show =
        () -> {
          Set<T> now = chosen.get();
          for (int i = 0; i < items.size(); i++) {
            items.get(i).setSelected(now.contains(choices.get(i)));
          }
          List<String> words = choices.stream().filter(now::contains).map(text).toList();
          chip.say(
              name + ": " + (words.isEmpty() ? "any" : String.join(", ", words)), !now.isEmpty());
        };
    chosen.addListener((property, old, next) -> show.run());
    show.run();
    return chip;
  }

  /**
   * One of several.
   *
   * @param usual the one that is no filter
   */
  public static <T> ChipMenu one(
      List<T> choices, Function<T, String> text, T usual, ObjectProperty<T> chosen) {
    ChipMenu chip = new ChipMenu();
    for (T choice : choices) {
      MenuItem item = new MenuItem(text.apply(choice));
      item.setOnAction(event -> chosen.set(choice));
      chip.getItems().add(item);
    }
    Runnable show = () -> chip.say(text.apply(chosen.get()), !chosen.get().equals(usual));
    chosen.addListener((property, old, next) -> show.run());
    show.run();
    return chip;
  }

  /** One of names that come and go; empty for any. */
  public static ChipMenu named(String name, Iterable<String> names, ObjectProperty<String> chosen) {
    ChipMenu chip = new ChipMenu();
    chip.setOnShowing(event -> {
      MenuItem any = new MenuItem("Any " + name);
      any.setOnAction(choice -> chosen.set(""));
      chip.getItems().setAll(any);
      for (String each : names) {
        MenuItem item = new MenuItem(each);
        item.setMnemonicParsing(false);
        item.setOnAction(choice -> chosen.set(each));
        chip.getItems().add(item);
      }
    });
    // A menu without items does not open, and so would never get any.
    chip.getItems().add(new MenuItem("Any " + name));
    Runnable show =
        () -> {
          String now = chosen.get();
          chip.say(name + ": " + (now.isEmpty() ? "any" : now), !now.isEmpty());
        };
    chosen.addListener((property, old, next) -> show.run());
    show.run();
    return chip;
  }

  private void say(String text, boolean on) {
    setText(text);
    setMnemonicParsing(false);
    Ui.mark(this, List.of("on"), on ? "on" : "");
  }
}
