package io.signalbox.core.store.database;

import io.signalbox.core.json.Json;
import io.signalbox.core.log.Secrets;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How values stand in columns: times as microseconds, maps as JSON. */
public final class Columns {

  private Columns() {}

  public static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  public static @Nullable Long microsOrNull(@Nullable Instant at) {
    return at == null ? null : micros(at);
  }

  public static Instant instant(ResultSet row, String column) throws SQLException {
    return Instant.EPOCH.plus(row.getLong(column), ChronoUnit.MICROS);
  }

  public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    long micros = row.getLong(column);
    return row.wasNull() ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** What somebody said in words: kept without what is secret. Never an id, which is sent back. */
  public static String words(String text) {
    return Secrets.ofProcess().strike(text);
  }

  /** Values that are kept to be shown, without what is secret. */
  public static String shownJson(@Nullable Object value) {
    return json(Secrets.ofProcess().strikeValue(value));
  }

  public static String json(@Nullable Object value) {
    return Json.write(value);
  }

  @SuppressWarnings("unchecked") // a null in it is the writer's, and for whoever reads that value
  public static Map<String, Object> object(String json) {
    try {
      return (Map<String, Object>) (Map<?, ?>) Json.readObject(json);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  public static Map<String, String> texts(String json) {
    Map<String, String> texts = new LinkedHashMap<>();
    object(json).forEach((name, value) -> texts.put(name, String.valueOf(value)));
    return texts;
  }

  public static @Nullable Object value(String json) {
    try {
      return Json.read(json);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static IllegalStateException unreadable(IOException e) {
    return new IllegalStateException("A JSON column of the store cannot be read", e);
  }
}
