package io.signalbox.core.metrics;

import io.signalbox.core.provider.ProviderOperationType;
import java.util.Collection;
import java.util.Map;

/**
 * The counts of recent minutes: those of this process from its memory, and those of others as far
 * as they are stored. Thread-safe: it holds nothing.
 */
final class CountedMinutes implements RecentWindow.Source {

  private final Map<String, ProviderCounters> counters;
  private final OtherProcesses others;

  CountedMinutes(Map<String, ProviderCounters> counters, OtherProcesses others) {
    this.counters = counters;
    this.others = others;
  }

  @Override
  public void begin(Collection<String> providers, long first) {}

  @Override
  public long others() {
    others.look();
    return others.changes();
  }

  @Override
  public long changes(String provider) {
    ProviderCounters known = counters.get(provider);
    return (known == null ? 0 : known.counted()) + others.changes(provider);
  }

  @Override
  public Tally minute(String provider, long minute) {
    ProviderCounters known = counters.get(provider);
    Tally tally = new Tally();
    for (ProviderOperationType type : ProviderOperationType.values()) {
      if (known != null) {
        known.addMinutes(type, tally, minute, minute + 1);
      }
      others.addMinutes(provider, type, tally, minute, minute + 1);
    }
    return tally;
  }
}
