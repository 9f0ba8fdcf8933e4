package io.signalbox.core.config.source;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in the text of a JSON or YAML file, so that an edit replaces it and leaves
 * every other character alone. Offsets count characters of a text without a byte order mark.
 * Immutable.
 *
 * @param block whether it is laid out by lines and indents, as YAML may be, and not in brackets
 * @param start of its first character
 * @param end behind its last
 * @param members of an object or a list, in the file's order
 * @param scalar the text of a value that is neither, escapes resolved; null for an object or a list
 */
public record TextNode(
    Shape shape, boolean block, int start, int end, List<Member> members, @Nullable String scalar) {

  /** What a value is. */
  public enum Shape {
    OBJECT,
    LIST,
    SCALAR
  }

  /**
   * A field of an object, or an item of a list.
   *
   * @param key escapes resolved; empty for an item
   * @param from where the key, or the item, begins
   * @param keyEnd behind the key; of an item where it begins
   */
  public record Member(String key, int from, int keyEnd, TextNode value) {

    /** Behind the value. */
    public int to() {
      return value.end();
    }
  }

  public TextNode {
    members = List.copyOf(members);
  }

  static TextNode scalar(int start, int end, String text) {
    return new TextNode(Shape.SCALAR, false, start, end, List.of(), text);
  }

  /** The first of that key, which is the one that counts. */
  public Optional<Member> member(String key) {
    return members.stream().filter(each -> each.key().equals(key)).findFirst();
  }
}
