package io.signalbox.core.metrics;

import io.signalbox.core.provider.ProviderOperationType;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The counts of recent minutes as this process made them. Thread-safe: it holds nothing. */
final class CountedMinutes implements RecentWindow.Source {

  private final Map<String, ProviderCounters> counters;

  CountedMinutes(Map<String, ProviderCounters> counters) {
    this.counters = counters;
  }

  @Override
  public void begin(Collection<String> providers, long first) {}

  @Override
  public long changes(String provider) {
    ProviderCounters known = counters.get(provider);
    return known == null ? 0 : known.counted();
  }

  @Override
  public @Nullable Tally minute(String provider, long minute) {
    ProviderCounters known = counters.get(provider);
    if (known == null) {
      return null;
    }
    Tally tally = new Tally();
    for (ProviderOperationType type : ProviderOperationType.values()) {
      known.addMinutes(type, tally, minute, minute + 1);
    }
    return tally;
  }
}
