package io.signalbox.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads JSON values token by token. Binding them to types would load several hundred
 * classes at each start, for values that are maps at both ends. Stateless.
 */
public final class Json {

  private static final JsonFactory JSON = new JsonFactory();

  private Json() {}

  /**
   * A value on one line.
   *
   * @param value a map, an iterable, a text, a number, a truth value, an enum constant, which is
   *     written by its name, or null; a number that is not finite is written as a text
   * @throws IllegalArgumentException if anything else is in it
   */
  public static String write(@Nullable Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      write(generator, value);
    } catch (IOException e) {
      throw new IllegalArgumentException("Not a JSON value: " + e.getMessage(), e);
    }
    return text.toString();
  }

  // By instanceof: a switch over types is linked anew at every start.
  private static void write(JsonGenerator generator, @Nullable Object value) throws IOException {
    if (value == null) {
      generator.writeNull();
    } else if (value instanceof String text) {
      generator.writeString(text);
    } else if (value instanceof Map<?, ?> map) {
      generator.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        generator.writeFieldName(String.valueOf(entry.getKey()));
        write(generator, entry.getValue());
      }
      generator.writeEndObject();
    } else if (value instanceof Iterable<?> items) {
      generator.writeStartArray();
      for (Object item : items) {
        write(generator, item);
      }
      generator.writeEndArray();
    } else if (value instanceof Boolean truth) {
      generator.writeBoolean(truth);
    } else if (value instanceof Number number) {
      write(generator, number);
    } else if (value instanceof Enum<?> constant) {
      generator.writeString(constant.name());
    } else {
      throw new IllegalArgumentException("Not a JSON value: " + value.getClass().getName());
    }
  }

  private static void write(JsonGenerator generator, Number number) throws IOException {
    if (number instanceof Integer || number instanceof Long) {
      generator.writeNumber(number.longValue());
    } else if (number instanceof Double || number instanceof Float) {
      generator.writeNumber(number.doubleValue());
    } else if (number instanceof BigDecimal decimal) {
      generator.writeNumber(decimal);
    } else if (number instanceof BigInteger whole) {
      generator.writeNumber(whole);
    } else {
      throw new IllegalArgumentException("Not a JSON number: " + number.getClass().getName());
    }
  }

  /**
   * Reads a value: maps and lists that may be changed, texts, {@code Long}, {@code BigInteger}
   * beyond that, {@code BigDecimal}, truth values, null. Of a key that stands twice the last
   * counts.
   *
   * @throws IOException if the text does not begin with a JSON value
   */
  public static @Nullable Object read(String text) throws IOException {
    try {
      PlainJson plain = new PlainJson(text);
      return value(plain, plain.next());
    } catch (PlainJson.NotPlain e) {
      return readByJackson(text);
    }
  }

  /** As {@link #read}, by the parser that says what is wrong. */
  static @Nullable Object readByJackson(String text) throws IOException {
    try (JsonParser parser = JSON.createParser(text)) {
      return value(parser, begun(parser));
    }
  }

  /**
   * Reads an object.
   *
   * @throws IOException if the text does not begin with a JSON object
   */
  public static Map<String, @Nullable Object> readObject(String text) throws IOException {
    Map<String, @Nullable Object> plain = plainObject(text);
    if (plain != null) {
      return plain;
    }
    try (JsonParser parser = JSON.createParser(text)) {
      return object(parser);
    }
  }

  /** As {@link #readObject(String)}, of a part of UTF-8 bytes. */
  public static Map<String, @Nullable Object> readObject(byte[] bytes, int from, int count)
      throws IOException {
    Map<String, @Nullable Object> plain =
        plainObject(new String(bytes, from, count, StandardCharsets.UTF_8));
    if (plain != null) {
      return plain;
    }
    try (JsonParser parser = JSON.createParser(bytes, from, count)) {
      return object(parser);
    }
  }

  /** Null where the text is no plain JSON object. */
  private static @Nullable Map<String, @Nullable Object> plainObject(String text) {
    try {
      PlainJson plain = new PlainJson(text);
      return plain.next() == PlainJson.Token.OBJECT ? fields(plain) : null;
    } catch (PlainJson.NotPlain e) {
      return null;
    }
  }

  private static @Nullable Object value(PlainJson plain, PlainJson.Token token)
      throws PlainJson.NotPlain {
    return switch (token) {
      case OBJECT -> fields(plain);
      case ARRAY -> items(plain);
      case TEXT -> plain.value();
      case WHOLE -> (Object) Long.parseLong(plain.value());
      case FRACTION -> decimal(plain);
      case TRUE -> Boolean.TRUE;
      case FALSE -> Boolean.FALSE;
      case NULL -> null;
    };
  }

  private static BigDecimal decimal(PlainJson plain) throws PlainJson.NotPlain {
    try {
      return new BigDecimal(plain.value());
    } catch (NumberFormatException e) {
      throw plain.refusal();
    }
  }

  private static Map<String, @Nullable Object> fields(PlainJson plain) throws PlainJson.NotPlain {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (boolean first = true; plain.key(first); first = false) {
      String name = plain.value();
      fields.put(name, value(plain, plain.next()));
    }
    return fields;
  }

  private static List<@Nullable Object> items(PlainJson plain) throws PlainJson.NotPlain {
    List<@Nullable Object> items = new ArrayList<>();
    for (boolean first = true; plain.item(first); first = false) {
      items.add(value(plain, plain.next()));
    }
    return items;
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    if (begun(parser) != JsonToken.START_OBJECT) {
      throw new IOException("Expected a JSON object");
    }
    return fields(parser);
  }

  private static JsonToken begun(JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new IOException("Expected a JSON value, found nothing");
    }
    return token;
  }

  private static @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> fields(parser);
      case START_ARRAY -> items(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? parser.getBigIntegerValue()
              : (Object) parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NULL -> null;
      default -> throw new IOException("Expected a JSON value, found " + token);
    };
  }

  private static Map<String, @Nullable Object> fields(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    while (begun(parser) != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      fields.put(name, value(parser, begun(parser)));
    }
    return fields;
  }

  private static List<@Nullable Object> items(JsonParser parser) throws IOException {
    List<@Nullable Object> items = new ArrayList<>();
    for (JsonToken token = begun(parser); token != JsonToken.END_ARRAY; token = begun(parser)) {
      items.add(value(parser, token));
    }
    return items;
  }
}
