package io.signalbox.core.store.repository;

import io.signalbox.core.provider.ProviderQuota;
import io.signalbox.core.store.database.Columns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Quotas as JSON. */
public final class QuotaText {

  private QuotaText() {}

  static String write(List<ProviderQuota> quotas) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (ProviderQuota quota : quotas) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("name", Columns.words(quota.name()));
      put(fields, "limit", quota.limit());
      put(fields, "used", quota.used());
      fields.put("limit_asked", quota.limitAsked().toString());
      put(fields, "used_asked", quota.usedAsked());
      fields.put("note", Columns.words(quota.note()));
      all.add(fields);
    }
    return Columns.json(all);
  }

  private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value instanceof Instant at ? at.toString() : value);
    }
  }

  static List<ProviderQuota> read(String json) {
    List<ProviderQuota> all = new ArrayList<>();
    if (Columns.value(json) instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof Map<?, ?> fields) {
          all.add(
              new ProviderQuota(
                  String.valueOf(fields.get("name")),
                  number(fields.get("limit")),
                  number(fields.get("used")),
                  Instant.parse(String.valueOf(fields.get("limit_asked"))),
                  fields.get("used_asked") instanceof String at ? Instant.parse(at) : null,
                  String.valueOf(fields.get("note"))));
        }
      }
    }
    return all;
  }

  private static @Nullable Long number(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : null;
  }
}
