package io.signalbox.core.config.source;

import io.signalbox.core.config.source.SourceNode.ArrayNode;
import io.signalbox.core.config.source.SourceNode.Field;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.config.source.SourceNode.ScalarNode;
import io.signalbox.core.json.PlainJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds the tree of a small JSON file that has nothing to be told of, without loading a parser. Of
 * any other it builds none: {@link SourceReader} goes on with Jackson's, and makes the same tree.
 */
final class PlainTree {

  /**
   * The largest file looked at, bytes. A file of this size cannot hold more keys or items than
   * {@link SourceReader#MAX_VALUES}.
   */
  static final int MAX_BYTES = 128 * 1024;

  private final PlainJson json;
  private final String file;

  private PlainTree(PlainJson json, String file) {
    this.json = json;
    this.file = file;
  }

  /** Null where Jackson has to look. */
  static @Nullable SourceNode of(byte[] bytes, String file) {
    return of(bytes, 0, bytes.length, new Location(file, 1, 1));
  }

  /**
   * Of a part of a file.
   *
   * @param at where it begins
   */
  static @Nullable SourceNode of(byte[] bytes, int from, int to, Location at) {
    if (to - from > MAX_BYTES) {
      return null;
    }
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    PlainJson json = new PlainJson(text, at.line(), at.column());
    try {
      SourceNode root = new PlainTree(json, at.file()).value();
      json.end();
      return root;
    } catch (PlainJson.NotPlain e) {
      return null;
    }
  }

  private SourceNode value() throws PlainJson.NotPlain {
    PlainJson.Token token = json.next();
    Location at = here();
    return switch (token) {
      case OBJECT -> object(at);
      case ARRAY -> array(at);
      case TEXT -> new ScalarNode(at, json.value());
      case WHOLE -> new ScalarNode(at, Long.parseLong(json.value()));
      case FRACTION -> new ScalarNode(at, finite());
      case TRUE -> new ScalarNode(at, Boolean.TRUE);
      case FALSE -> new ScalarNode(at, Boolean.FALSE);
      case NULL -> new ScalarNode(at, null);
    };
  }

  private double finite() throws PlainJson.NotPlain {
    double value = Double.parseDouble(json.value());
    if (!Double.isFinite(value)) {
      throw json.refusal();
    }
    return value;
  }

  private SourceNode object(Location at) throws PlainJson.NotPlain {
    Map<String, Field> fields = new LinkedHashMap<>();
    for (boolean first = true; json.key(first); first = false) {
      String key = json.value();
      Location keyAt = here();
      if (fields.put(key, new Field(keyAt, value())) != null) {
        throw json.refusal();
      }
    }
    return new ObjectNode(at, fields);
  }

  private SourceNode array(Location at) throws PlainJson.NotPlain {
    List<SourceNode> items = new ArrayList<>();
    for (boolean first = true; json.item(first); first = false) {
      items.add(value());
    }
    return new ArrayNode(at, items);
  }

  private Location here() {
    return new Location(file, json.line(), json.column());
  }
}
