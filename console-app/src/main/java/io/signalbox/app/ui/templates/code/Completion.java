package io.signalbox.app.ui.templates.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What may stand at the caret.
 *
 * @param from the column where what is replaced begins
 * @param to behind its end
 * @param choices at least one, the likeliest first
 */
public record Completion(int from, int to, List<Choice> choices) {

  /** More are found by typing on. */
  static final int MAX_CHOICES = 12;

  /**
   * One of them.
   *
   * @param insert the text that takes the place of what is typed
   * @param name what is chosen
   * @param explanation what it means; empty for nothing to say
   * @param now the value in force and where it is set; empty where it is not set
   */
  public record Choice(String insert, String name, String explanation, String now) {}

  /** A key that may be typed. */
  public record Key(String name, List<String> spellings, String explanation, String now) {

    boolean is(String spelled) {
      return name.equals(spelled) || spellings.contains(spelled);
    }
  }

  /**
   * A value that a key may have.
   *
   * @param quoted whether it stands in quotes
   */
  public record Value(String text, boolean quoted, String explanation) {}

  /** What keys there are and which values each may have. */
  public interface Vocabulary {
    List<Key> keys();

    List<Value> values(Key key);
  }

  /**
   * What may stand at a column of a line.
   *
   * @param asked whether somebody asked for it, with nothing typed yet
   */
  public static Optional<Completion> at(String line, int column, Vocabulary words, boolean asked) {
    Place place = Place.of(line.substring(0, column));
    if (place.typed().isEmpty() && !asked) {
      return Optional.empty();
    }
    int to = place.inText() ? closing(line, column) : column;
    boolean closed = place.inText() && to < line.length() && line.charAt(to) == '"';
    List<Choice> choices = new ArrayList<>();
    if (place.key() == null) {
      String end = closed ? "" : "\": ";
      for (Key each : matching(words.keys(), Key::name, place.typed())) {
        String insert = place.inText() ? each.name() + end : '"' + each.name() + "\": ";
        choices.add(new Choice(insert, each.name(), each.explanation(), each.now()));
      }
    } else {
      String key = place.key();
      Optional<Key> known = words.keys().stream().filter(each -> each.is(key)).findFirst();
      List<Value> values = known.map(words::values).orElse(List.of());
      for (Value each : matching(values, Value::text, place.typed())) {
        if (place.inText() && !each.quoted()) {
          continue;
        }
        String quote = each.quoted() && !place.inText() ? "\"" : "";
        String end = place.inText() && !closed ? "\"" : quote;
        choices.add(new Choice(quote + each.text() + end, each.text(), each.explanation(), ""));
      }
    }
    boolean there = choices.size() == 1 && choices.getFirst().name().equals(place.typed());
    return choices.isEmpty() || there && !asked
        ? Optional.empty()
        : Optional.of(new Completion(column - place.typed().length(), to, choices));
  }

  /** The quote that ends what the caret is in; the column itself where none seems to. */
  private static int closing(String line, int column) {
    for (int i = column; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        return i;
      }
      if (",:{}[]".indexOf(c) >= 0) {
        break;
      }
    }
    return column;
  }

  /** Those that begin so, then those that have it somewhere. */
  private static <T> List<T> matching(List<T> all, Function<T, String> name, String typed) {
    String lower = typed.toLowerCase(Locale.ROOT);
    List<T> found = new ArrayList<>();
    all.stream().filter(each -> lower(name, each).startsWith(lower)).forEach(found::add);
    all.stream()
        .filter(each -> !lower(name, each).startsWith(lower) && lower(name, each).contains(lower))
        .forEach(found::add);
    return found.subList(0, Math.min(MAX_CHOICES, found.size()));
  }

  private static <T> String lower(Function<T, String> name, T each) {
    return name.apply(each).toLowerCase(Locale.ROOT);
  }
}
