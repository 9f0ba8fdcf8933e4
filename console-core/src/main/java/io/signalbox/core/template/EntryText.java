package io.signalbox.core.template;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where things stand in a JSON text, as character offsets, so that an edit can replace a value and
 * leave every other character alone.
 *
 * @param start of the opening brace or bracket
 * @param end behind the closing one
 */
record EntryText(int start, int end, List<Member> members) {

  private static final JsonFactory JSON = new JsonFactory();

  /**
   * A field of an object, or an item of a list.
   *
   * @param key empty for an item
   * @param from where the key (or the item) begins
   * @param child the value's own members where it is an object or a list; null otherwise
   */
  record Member(
      String key,
      int from,
      int valueStart,
      int valueEnd,
      @org.jspecify.annotations.Nullable EntryText child) {}

  static EntryText parse(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      return container(parser, parser.nextToken());
    } catch (IOException e) {
      throw new UncheckedIOException("the text was read before", e);
    }
  }

  private static EntryText container(JsonParser parser, JsonToken open) throws IOException {
    int start = (int) parser.currentTokenLocation().getCharOffset();
    List<Member> members = new ArrayList<>();
    boolean object = open == JsonToken.START_OBJECT;
    JsonToken close = object ? JsonToken.END_OBJECT : JsonToken.END_ARRAY;
    JsonToken token = parser.nextToken();
    while (token != close) {
      String key = "";
      int from = (int) parser.currentTokenLocation().getCharOffset();
      if (object) {
        key = parser.currentName();
        token = parser.nextToken();
      }
      int valueStart = (int) parser.currentTokenLocation().getCharOffset();
      EntryText child = null;
      if (token.isStructStart()) {
        child = container(parser, token);
      } else {
        // Strings are read lazily: only finishing them moves the location behind them.
        parser.finishToken();
      }
      int valueEnd = child != null ? child.end() : (int) parser.currentLocation().getCharOffset();
      members.add(new Member(key, from, valueStart, valueEnd, child));
      token = parser.nextToken();
    }
    return new EntryText(start, (int) parser.currentLocation().getCharOffset(), members);
  }

  Optional<Member> member(String key) {
    return members.stream().filter(each -> each.key().equals(key)).findFirst();
  }
}
