package io.signalbox.core.config.saving;

import io.signalbox.core.config.source.TextEdit;
import io.signalbox.core.config.source.TextNode;
import io.signalbox.core.config.source.TextNode.Member;
import io.signalbox.core.config.source.TextNode.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the keys of an edit lead into a file's text. Names may have dots, so each step takes the
 * longest key that fits.
 *
 * @param container what holds the last member found; the root where none was
 * @param member the last found; null for none
 * @param rest the keys that are not there yet; empty where all are
 */
record KeyPath(TextNode container, @Nullable Member member, String rest) {

  static KeyPath into(TextNode root, String key) {
    KeyPath path = new KeyPath(root, null, key);
    while (!path.rest().isEmpty()) {
      String rest = path.rest();
      TextNode at = path.end();
      Optional<Member> next =
          at.members().stream()
              .filter(each -> leads(name(at, each), rest))
              .max(Comparator.comparingInt(each -> name(at, each).length()));
      if (next.isEmpty()) {
        return path;
      }
      int behind = name(at, next.get()).length() + 1;
      path = new KeyPath(at, next.get(), behind > rest.length() ? "" : rest.substring(behind));
    }
    return path;
  }

  /** The value at which the way ends. */
  TextNode end() {
    Member last = member;
    return last == null ? container : last.value();
  }

  private static boolean leads(String name, String rest) {
    return !name.isEmpty() && (rest.equals(name) || rest.startsWith(name + "."));
  }

  private static String name(TextNode container, Member member) {
    if (container.shape() == Shape.OBJECT) {
      return member.key();
    }
    return member
        .value()
        .member("name")
        .flatMap(each -> Optional.ofNullable(each.value().scalar()))
        .orElse("");
  }

  /** The text with the value there; empty where the way ends at something that holds no keys. */
  Optional<TextEdit> set(TextEdit edit, Object value) {
    Member last = member;
    if (rest.isEmpty() && last != null) {
      return Optional.of(edit.replace(last, value));
    }
    List<String> keys = List.of(rest.split("\\.", -1));
    TextNode end = end();
    if (end.shape() == Shape.OBJECT) {
      return Optional.of(
          edit.add(end, keys.getFirst(), nested(keys.subList(1, keys.size()), value)));
    }
    boolean nothing = end.start() == end.end() || "null".equals(end.scalar());
    return last != null && end.shape() == Shape.SCALAR && nothing
        ? Optional.of(edit.replace(last, nested(keys, value)))
        : Optional.empty();
  }

  /** The text without it; empty where it is not there. */
  Optional<TextEdit> remove(TextEdit edit) {
    Member last = member;
    return rest.isEmpty() && last != null
        ? Optional.of(edit.remove(container, last))
        : Optional.empty();
  }

  /** What stands at a key of a file's values, by the same rules; null where nothing does. */
  static @Nullable Object value(@Nullable Object in, String key) {
    if (key.isEmpty()) {
      return in;
    }
    if (!(in instanceof Map<?, ?> map)) {
      return null;
    }
    String name =
        map.keySet().stream()
            .map(String::valueOf)
            .filter(each -> leads(each, key))
            .max(Comparator.comparingInt(String::length))
            .orElse("");
    return name.isEmpty()
        ? null
        : value(
            map.get(name), name.length() < key.length() ? key.substring(name.length() + 1) : "");
  }

  private static Object nested(List<String> keys, Object value) {
    Object made = value;
    for (String key : keys.reversed()) {
      made = Map.of(key, made);
    }
    return made;
  }

  /**
   * What a file's values are to be after an edit, by the same rules.
   *
   * @param value null to take it out
   */
  static @Nullable Object expected(@Nullable Object in, String key, @Nullable Object value) {
    return switch (in) {
      case Map<?, ?> map -> inMap(map, key, value);
      case List<?> list -> inList(list, key, value);
      case null, default -> value == null ? in : nested(List.of(key.split("\\.", -1)), value);
    };
  }

  private static Map<String, @Nullable Object> inMap(
      Map<?, ?> map, String key, @Nullable Object value) {
    Map<String, @Nullable Object> after = new LinkedHashMap<>();
    map.forEach((name, each) -> after.put(String.valueOf(name), each));
    String name =
        after.keySet().stream()
            .filter(each -> leads(each, key))
            .max(Comparator.comparingInt(String::length))
            .orElse("");
    if (!name.isEmpty() && name.length() < key.length()) {
      after.put(name, expected(after.get(name), key.substring(name.length() + 1), value));
    } else if (!name.isEmpty() && value == null) {
      after.remove(name);
    } else if (!name.isEmpty()) {
      after.put(name, value);
    } else if (value != null) {
      List<String> keys = List.of(key.split("\\.", -1));
      after.put(keys.getFirst(), nested(keys.subList(1, keys.size()), value));
    }
    return after;
  }

  private static List<@Nullable Object> inList(List<?> list, String key, @Nullable Object value) {
    List<@Nullable Object> after = new ArrayList<>(list);
    int best = -1;
    String name = "";
    for (int i = 0; i < list.size(); i++) {
      String own =
          list.get(i) instanceof Map<?, ?> item && item.get("name") instanceof String text
              ? text
              : "";
      if (leads(own, key) && own.length() > name.length()) {
        best = i;
        name = own;
      }
    }
    if (best >= 0 && name.length() < key.length()) {
      after.set(best, expected(list.get(best), key.substring(name.length() + 1), value));
    } else if (best >= 0 && value == null) {
      after.remove(best);
    } else if (best >= 0) {
      after.set(best, value);
    }
    return Collections.unmodifiableList(after);
  }
}
