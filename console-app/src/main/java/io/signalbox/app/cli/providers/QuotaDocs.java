package io.signalbox.app.cli.providers;

import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.output.Table;
import io.signalbox.app.cli.output.Texts;
import io.signalbox.core.provider.ProviderQuota;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Quotas of a provider's account as documents and words. */
final class QuotaDocs {

  private QuotaDocs() {}

  static List<Map<String, @Nullable Object>> documents(List<ProviderQuota> quotas) {
    return quotas.stream().map(QuotaDocs::document).toList();
  }

  private static Map<String, @Nullable Object> document(ProviderQuota quota) {
    return Doc.start()
        .put("name", quota.name())
        .put("limit", quota.limit())
        .put("used", quota.used())
        .put("limit_asked_at", quota.limitAsked())
        .put("used_asked_at", quota.usedAsked())
        .put("note", quota.note())
        .map();
  }

  /** A row of each in a table of capabilities. */
  static void rows(Table table, List<ProviderQuota> quotas) {
    quotas.forEach(quota -> table.row("quota of " + quota.name(), words(quota)));
  }

  /** A line of each. */
  static String lines(List<ProviderQuota> quotas) {
    StringBuilder lines = new StringBuilder();
    for (ProviderQuota quota : quotas) {
      lines.append("Quota of ").append(quota.name()).append(": ").append(words(quota)).append('\n');
    }
    return lines.toString();
  }

  private static String words(ProviderQuota quota) {
    return quota.words() + ", asked " + Texts.time(quota.asked());
  }
}
