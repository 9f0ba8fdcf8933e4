package io.signalbox.core.provider;

import java.util.List;

/**
 * How far a launch is that a provider has accepted before all its machines had names.
 *
 * @param toCome machines that are still to be named, at least 0
 * @param shortfalls why machines that were to come will not, one by cause; empty while none is
 *     given up
 */
public record LaunchProgress(int toCome, List<ProviderFailure> shortfalls) {

  public LaunchProgress {
    if (toCome < 0) {
      throw new IllegalArgumentException("toCome must be at least 0, not " + toCome);
    }
    shortfalls = List.copyOf(shortfalls);
  }
}
