package io.signalbox.core.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.core.log.Secrets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How values stand in columns: times as microseconds, maps as JSON. */
final class Columns {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final TypeReference<Object> VALUE = new TypeReference<>() {};
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private Columns() {}

  static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  static @Nullable Long microsOrNull(@Nullable Instant at) {
    return at == null ? null : micros(at);
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return Instant.EPOCH.plus(row.getLong(column), ChronoUnit.MICROS);
  }

  static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    long micros = row.getLong(column);
    return row.wasNull() ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** What somebody said in words: kept without what is secret. Never an id, which is sent back. */
  static String words(String text) {
    return Secrets.ofProcess().strike(text);
  }

  /** Values that are kept to be shown, without what is secret. */
  static String shownJson(@Nullable Object value) {
    return json(Secrets.ofProcess().strikeValue(value));
  }

  static String json(@Nullable Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not a JSON value: " + e.getOriginalMessage(), e);
    }
  }

  static Map<String, Object> object(String json) {
    return parse(json, OBJECT);
  }

  static Map<String, String> texts(String json) {
    return parse(json, TEXTS);
  }

  static @Nullable Object value(String json) {
    return parse(json, VALUE);
  }

  private static <T extends @Nullable Object> T parse(String json, TypeReference<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A JSON column of the store cannot be read", e);
    }
  }
}
