package io.signalbox.app.ui.preference;

import io.signalbox.app.ui.draft.Drafts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.Property;
import org.jspecify.annotations.Nullable;

/**
 * What a window remembers, by screen and environment: names with texts, in a private file of the
 * state folder that is written a little later, in the background, and at the latest at the end. A
 * value that means nothing any more is as if it were not there. One for all windows of a program:
 * what is {@link #keep kept} is taken up by the windows opened later, what is {@link #share shared}
 * by all at once. On the screen's thread only.
 */
public final class Preferences implements AutoCloseable {

  private final Drafts kept;
  private final List<Listener> listeners = new ArrayList<>();

  private record Listener(String screen, Runnable changed) {}

  private Preferences(Drafts kept) {
    this.kept = kept;
  }

  /** Such as end with the process: for pictures and tests. */
  public static Preferences inMemory() {
    return new Preferences(Drafts.inMemory());
  }

  /**
   * Reads what was remembered; blocks. A file that cannot be read is put aside, and {@link
   * #problem} says so.
   *
   * @param overlay the environment, as {@code --env} names it; null for none
   * @param later runs a write in the background, some time after it was given
   */
  public static Preferences open(
      Path stateFolder, Path configFolder, @Nullable String overlay, Executor later) {
    return new Preferences(
        Drafts.ofWindow(stateFolder, configFolder, overlay == null ? "" : overlay, later));
  }

  /**
   * @param screen whose it is, such as {@code providers}; {@code window} for the window itself
   */
  public Optional<String> find(String screen, String name) {
    return kept.find(screen).map(all -> all.get(name));
  }

  /** Remembers a text; an empty one is forgotten. */
  public void set(String screen, String name, String value) {
    Map<String, String> all = new TreeMap<>(kept.find(screen).orElse(Map.of()));
    String before = value.isEmpty() ? all.remove(name) : all.put(name, value);
    if (Objects.equals(before == null ? "" : before, value)) {
      return;
    }
    if (all.isEmpty()) {
      kept.drop(screen);
    } else {
      kept.keep(screen, all);
    }
    // Who is told may change something itself, or leave.
    List.copyOf(listeners).stream()
        .filter(each -> each.screen().equals(screen))
        .forEach(each -> each.changed().run());
  }

  /**
   * Calls back after each change of what is remembered of a screen, whichever window made it.
   *
   * @return ends that
   */
  public Runnable onChange(String screen, Runnable changed) {
    Listener listener = new Listener(screen, changed);
    listeners.add(listener);
    return () -> listeners.removeIf(each -> each == listener);
  }

  /** Gives a text what it was left with, and remembers what it becomes. */
  public void keep(String screen, String name, Property<String> text) {
    find(screen, name).ifPresent(text::setValue);
    text.addListener((property, old, now) -> set(screen, name, now == null ? "" : now));
  }

  /** Gives a yes or no what it was left with, and remembers what it becomes. */
  public void keepFlag(String screen, String name, Property<Boolean> flag) {
    find(screen, name).ifPresent(text -> flag.setValue(text.equals("true")));
    flag.addListener(
        (property, old, now) -> set(screen, name, Boolean.TRUE.equals(now) ? "true" : "false"));
  }

  /** Gives a choice what it was left with, and remembers what it becomes. */
  public <E extends Enum<E>> void keep(
      String screen, String name, Class<E> type, Property<E> choice) {
    find(screen, name).flatMap(word -> named(type, word)).ifPresent(choice::setValue);
    choice.addListener((property, old, now) -> set(screen, name, now.name()));
  }

  /**
   * The same of a choice that all windows of the program have alike: what another makes of it is
   * taken up too.
   *
   * @return ends that
   */
  public <E extends Enum<E>> Runnable share(
      String screen, String name, Class<E> type, Property<E> choice) {
    keep(screen, name, type, choice);
    return onChange(
        screen,
        () -> find(screen, name).flatMap(word -> named(type, word)).ifPresent(choice::setValue));
  }

  /** The same of a choice that may be none. */
  public <E extends Enum<E>> void keepOrNone(
      String screen, String name, Class<E> type, Property<@Nullable E> choice) {
    find(screen, name).flatMap(word -> named(type, word)).ifPresent(choice::setValue);
    choice.addListener((property, old, now) -> set(screen, name, now == null ? "" : now.name()));
  }

  /** The same of several choices; none of them is the empty set. */
  public <E extends Enum<E>> void keepAll(
      String screen, String name, Class<E> type, Property<Set<E>> choices) {
    find(screen, name)
        .map(words ->
            Stream.of(words.split(" "))
                .flatMap(word -> named(type, word).stream())
                .collect(Collectors.toUnmodifiableSet()))
        .ifPresent(choices::setValue);
    choices.addListener((property, old, now) ->
        set(screen, name, now.stream().map(Enum::name).sorted().collect(Collectors.joining(" "))));
  }

  /** The constant of that name; empty where another edition has left it. */
  public static <E extends Enum<E>> Optional<E> named(Class<E> type, String name) {
    for (E each : type.getEnumConstants()) {
      if (each.name().equals(name)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** Why nothing is remembered across restarts, for a person; empty if it is. */
  public String problem() {
    return kept.problem();
  }

  /** Writes what is still to be written; blocks. */
  @Override
  public void close() {
    kept.close();
  }
}
