package io.signalbox.app.ui.palette;

import io.signalbox.app.ui.feed.Question;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.query.QueryBus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * What the palette offers for what is typed, and what was chosen lately. Names are read and
 * searched in the background, so that thousands of templates do not hold up a key. On the screen's
 * thread only.
 */
public final class PaletteModel {

  private static final int REMEMBERED = 20;

  private static final String PROMPT =
      "An action, screen, provider, template, request, machine or setting";

  private final Question question;
  private final Function<QueryBus, List<Entry>> source;
  private final StringProperty typed = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper prompt = new ReadOnlyStringWrapper(PROMPT);
  private final ReadOnlyObjectWrapper<@Nullable Entry> asking = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<List<Entry>> shown = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private final List<String> recent = new ArrayList<>();
  private Known known;
  // What was typed when what is shown was found.
  private String foundFor = "";
  // What waits until what is shown was found for what is typed.
  private @Nullable Runnable waiting;

  /** What there is to choose from, read once and in the background. */
  private static final class Known {
    private final List<Entry> atOnce;
    private final Function<QueryBus, List<Entry>> source;
    private @Nullable List<Entry> all;

    Known(List<Entry> atOnce, Function<QueryBus, List<Entry>> source) {
      this.atOnce = atOnce;
      this.source = source;
    }

    // One question is under way at a time, so that no two read at once.
    List<Entry> all(QueryBus queries) {
      List<Entry> read = all;
      if (read == null) {
        read = new ArrayList<>(atOnce);
        read.addAll(source.apply(queries));
        all = read;
      }
      return read;
    }
  }

  /**
   * @param source what there is to choose beside what is there at once, read in the background once
   *     for each opening
   */
  public PaletteModel(UiServices services, Function<QueryBus, List<Entry>> source) {
    this.source = source;
    this.known = new Known(List.of(), source);
    this.question = new Question(services, this::failed);
    typed.addListener((property, old, text) -> search());
  }

  /**
   * Begins anew.
   *
   * @param atOnce what is there without reading; what was chosen lately stands first
   */
  void open(List<Entry> atOnce) {
    known = new Known(List.copyOf(atOnce), source);
    asking.set(null);
    prompt.set(PROMPT);
    error.set("");
    found("", Ranking.of(atOnce, "", recent));
    typed.set("");
    search();
  }

  /** Names could not be read: what is there without reading can be found all the same. */
  private void failed(RuntimeException failure) {
    error.set(UiServices.textOf(failure));
    // Not all is there of which the first was meant.
    waiting = null;
    found(typed.get(), Ranking.of(known.atOnce, typed.get(), List.copyOf(recent)));
  }

  private void found(String text, List<Entry> entries) {
    foundFor = text;
    shown.set(entries);
  }

  /**
   * Runs it once what is shown was found for what is typed, at once where it was: who types a name
   * and Enter means that name, and not what stood first a moment ago. What is typed meanwhile, or a
   * search that fails, forgets it.
   */
  void whenFound(Runnable then) {
    if (foundFor.equals(typed.get())) {
      then.run();
    } else {
      waiting = then;
    }
  }

  /** Nothing is looked for any more. */
  void close() {
    waiting = null;
    question.forget();
  }

  private void search() {
    Known from = known;
    String text = typed.get();
    waiting = null;
    List<String> lately = List.copyOf(recent);
    question.prepare(
        List.of(from, text),
        queries -> Ranking.of(from.all(queries), text, lately),
        entries -> {
          error.set("");
          Runnable then = waiting;
          waiting = null;
          found(text, entries);
          if (then != null) {
            then.run();
          }
        });
  }

  /**
   * Chooses one: asks for what it still needs, in place, or gives back what is to be done.
   *
   * @return null where it asks, or cannot be done; why not is in {@link #errorProperty}
   */
  @Nullable Runnable choose(Entry entry) {
    String refusal = entry.refusal().get();
    if (!refusal.isEmpty()) {
      error.set(refusal);
      return null;
    }
    remember(entry.id());
    return switch (entry.chosen()) {
      case Entry.Run run -> run.action();
      case Entry.Ask ask -> {
        known = new Known(List.of(), queries -> ask.choices().get());
        asking.set(entry);
        prompt.set(ask.prompt());
        found("", List.of());
        if (typed.get().isEmpty()) {
          search();
        } else {
          typed.set("");
        }
        yield null;
      }
    };
  }

  /** Back from what is asked for; false where nothing is. */
  boolean back(List<Entry> atOnce) {
    if (asking.get() == null) {
      return false;
    }
    open(atOnce);
    return true;
  }

  private void remember(String id) {
    recent.remove(id);
    recent.addFirst(id);
    if (recent.size() > REMEMBERED) {
      recent.removeLast();
    }
  }

  StringProperty typedProperty() {
    return typed;
  }

  /** What the empty field says. */
  ReadOnlyStringProperty promptProperty() {
    return prompt.getReadOnlyProperty();
  }

  /** What was chosen and needs one thing more; null for nothing. */
  ReadOnlyObjectProperty<@Nullable Entry> askingProperty() {
    return asking.getReadOnlyProperty();
  }

  /** Best first. */
  ReadOnlyObjectProperty<List<Entry>> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /** Why something could not be read, or done; empty if it could. */
  ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }
}
