package io.signalbox.core.config.saving;

import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.config.source.SourceReader;
import io.signalbox.core.config.source.TextEdit;
import io.signalbox.core.config.source.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One change of a file: of its text, and of the values that are read from it. */
sealed interface Step {

  /** Empty where the text has no place for it. */
  Optional<TextEdit> text(TextEdit edit);

  /** What the file's values are to be afterwards. */
  @Nullable Object values(@Nullable Object was);

  /**
   * A value at a key.
   *
   * @param value as it is read; null takes the key out
   */
  record Put(String key, @Nullable Object value) implements Step {
    @Override
    public Optional<TextEdit> text(TextEdit edit) {
      KeyPath path = KeyPath.into(edit.root(), key);
      Object set = value;
      return set == null ? path.remove(edit) : path.set(edit, set);
    }

    @Override
    public @Nullable Object values(@Nullable Object was) {
      return KeyPath.expected(was, key, value);
    }
  }

  /**
   * An item behind the last of a list, or under a name in an object; a name may have dots.
   *
   * @param container the key of the list or object
   * @param name empty in a list
   * @param item as it is read
   */
  record Append(String container, String name, Map<String, Object> item) implements Step {
    @Override
    public Optional<TextEdit> text(TextEdit edit) {
      KeyPath path = KeyPath.into(edit.root(), container);
      TextNode end = path.end();
      TextNode.Shape shape = name.isEmpty() ? TextNode.Shape.LIST : TextNode.Shape.OBJECT;
      return path.rest().isEmpty() && end.shape() == shape
          ? Optional.of(edit.addItem(end, name, item))
          : Optional.empty();
    }

    @Override
    public @Nullable Object values(@Nullable Object was) {
      Object before = KeyPath.value(was, container);
      if (!name.isEmpty()) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (before instanceof Map<?, ?> map) {
          map.forEach((key, value) -> fields.put(String.valueOf(key), value));
        }
        fields.put(name, item);
        return KeyPath.expected(was, container, fields);
      }
      List<@Nullable Object> items = new ArrayList<>();
      if (before instanceof List<?> list) {
        items.addAll(list);
      }
      items.add(item);
      return KeyPath.expected(was, container, items);
    }
  }

  /** A value as it will be read: numbers have the types that reading gives them. */
  static @Nullable Object asRead(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    byte[] written = TextEdit.inline(value).getBytes(StandardCharsets.UTF_8);
    SourceNode node = SourceReader.read(written, "value.json").root();
    return node == null ? value : node.toValue();
  }
}
