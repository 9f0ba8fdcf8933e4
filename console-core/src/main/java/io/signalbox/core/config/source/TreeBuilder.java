package io.signalbox.core.config.source;

import com.fasterxml.jackson.core.JsonToken;
import io.signalbox.core.config.source.SourceNode.ArrayNode;
import io.signalbox.core.config.source.SourceNode.Field;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.config.source.SourceNode.ScalarNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds the tree of one file, or of a part of it, from its tokens. Used once, by one thread. */
final class TreeBuilder {

  private final SourceTokens tokens;
  private final List<Diagnostic> told;
  private final int mostTold;
  private int duplicates;

  /**
   * @param told where duplicate keys are told
   * @param mostTold of them
   */
  TreeBuilder(SourceTokens tokens, List<Diagnostic> told, int mostTold) {
    this.tokens = tokens;
    this.told = told;
    this.mostTold = mostTold;
  }

  SourceNode value(JsonToken token) throws IOException {
    Location at = tokens.here();
    return switch (token) {
      case START_OBJECT -> object(at);
      case START_ARRAY -> array(at);
      default -> new ScalarNode(at, tokens.scalar(token));
    };
  }

  private SourceNode object(Location at) throws IOException {
    tokens.enter();
    Map<String, Field> fields = new LinkedHashMap<>();
    while (tokens.more() == JsonToken.FIELD_NAME) {
      String key = tokens.name();
      Location keyAt = tokens.here();
      tokens.countKey();
      SourceNode value = value(tokens.more());
      Field first = fields.putIfAbsent(key, new Field(keyAt, value));
      if (first != null && ++duplicates <= mostTold) {
        told.add(
            Diagnostic.error(
                "DUPLICATE_KEY",
                "%s: '%s' stands here again, first at %s; the first counts"
                    .formatted(keyAt, key, first.keyLocation()),
                keyAt,
                key,
                "Remove one of the two"));
      }
    }
    tokens.leave();
    return new ObjectNode(at, fields);
  }

  private SourceNode array(Location at) throws IOException {
    tokens.enter();
    List<SourceNode> items = new ArrayList<>();
    for (JsonToken item = tokens.more(); item != JsonToken.END_ARRAY; item = tokens.more()) {
      tokens.countItem();
      items.add(value(item));
    }
    tokens.leave();
    return new ArrayNode(at, items);
  }
}
