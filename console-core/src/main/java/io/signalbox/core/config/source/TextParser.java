package io.signalbox.core.config.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.signalbox.core.config.source.TextNode.Member;
import io.signalbox.core.config.source.TextNode.Shape;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Finds the places of everything in a text that {@link SourceReader} has read. Stateless. */
final class TextParser {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(SourceReader.MAX_DEPTH + 8)
                  .maxNumberLength((int) SourceReader.MAX_BYTES)
                  .build())
          .build();

  private TextParser() {}

  /**
   * @param text without a byte order mark
   * @throws IllegalArgumentException for a text that the reader would have refused
   */
  static TextNode parse(String text, boolean yaml) {
    if (yaml) {
      return yaml(text);
    }
    try (JsonParser parser = JSON.createParser(text)) {
      return json(parser, parser.nextToken());
    } catch (IOException e) {
      throw new UncheckedIOException("the text was read before", e);
    }
  }

  private static TextNode json(JsonParser parser, JsonToken token) throws IOException {
    int start = (int) parser.currentTokenLocation().getCharOffset();
    if (!token.isStructStart()) {
      // Strings are read lazily: only reading them moves the location behind them.
      String scalar = parser.getText();
      return TextNode.scalar(start, (int) parser.currentLocation().getCharOffset(), scalar);
    }
    boolean object = token == JsonToken.START_OBJECT;
    JsonToken close = object ? JsonToken.END_OBJECT : JsonToken.END_ARRAY;
    List<Member> members = new ArrayList<>();
    for (JsonToken next = parser.nextToken(); next != close; next = parser.nextToken()) {
      int from = (int) parser.currentTokenLocation().getCharOffset();
      if (object) {
        String key = parser.currentName();
        JsonToken first = parser.nextToken();
        members.add(new Member(key, from, from, json(parser, first)));
      } else {
        members.add(new Member("", from, from, json(parser, next)));
      }
    }
    return new TextNode(
        object ? Shape.OBJECT : Shape.LIST,
        false,
        start,
        (int) parser.currentLocation().getCharOffset(),
        members,
        null);
  }

  private static TextNode yaml(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit((int) SourceReader.MAX_BYTES + 1);
    options.setNestingDepthLimit(SourceReader.MAX_DEPTH + 8);
    Node root;
    try {
      root = new Yaml(options).compose(new StringReader(text));
    } catch (YAMLException e) {
      throw new IllegalArgumentException("the text was read before", e);
    }
    if (root == null) {
      throw new IllegalArgumentException("the text is empty");
    }
    return yaml(text, offsets(text), root);
  }

  /** Marks count code points, and a text counts characters. */
  private static IntUnaryOperator offsets(String text) {
    if (text.codePointCount(0, text.length()) == text.length()) {
      return at -> at;
    }
    int[] places = new int[text.length() + 1];
    int point = 0;
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      places[point++] = at;
    }
    places[point] = text.length();
    return at -> places[at];
  }

  private static TextNode yaml(String text, IntUnaryOperator offset, Node node) {
    int start = offset.applyAsInt(node.getStartMark().getIndex());
    int end = offset.applyAsInt(node.getEndMark().getIndex());
    return switch (node) {
      case MappingNode mapping -> {
        List<Member> members = new ArrayList<>();
        for (NodeTuple each : mapping.getValue()) {
          TextNode key = yaml(text, offset, each.getKeyNode());
          String name = key.scalar() == null ? "" : key.scalar();
          members.add(
              new Member(name, key.start(), key.end(), yaml(text, offset, each.getValueNode())));
        }
        yield collection(Shape.OBJECT, mapping, start, end, members);
      }
      case SequenceNode sequence -> {
        List<Member> members = new ArrayList<>();
        for (Node each : sequence.getValue()) {
          TextNode item = yaml(text, offset, each);
          members.add(new Member("", item.start(), item.start(), item));
        }
        yield collection(Shape.LIST, sequence, start, end, members);
      }
      case ScalarNode scalar ->
          TextNode.scalar(start, trimmed(text, start, end), scalar.getValue());
      default -> throw new IllegalArgumentException("no node of a file: " + node.getNodeId());
    };
  }

  /** The end of a collection by lines is marked behind comments that are not its own. */
  private static TextNode collection(
      Shape shape, CollectionNode<?> node, int start, int end, List<Member> members) {
    boolean block = node.getFlowStyle() == FlowStyle.BLOCK && !members.isEmpty();
    return new TextNode(shape, block, start, block ? members.getLast().to() : end, members, null);
  }

  /** Of a scalar by lines, the last of which belongs to it and the line end does not. */
  private static int trimmed(String text, int start, int end) {
    int at = end;
    while (at > start && Character.isWhitespace(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }
}
