package io.signalbox.core.routing.candidate;

import io.signalbox.core.health.HealthView;

/**
 * What choosing knows of each candidate, by position: last known values, never remote. Live, or as
 * they were recorded with a decision.
 */
public interface Facts {

  HealthView health(int position);

  int inFlight(int position);

  /** Percent over the last 5 min; NaN where nothing was measured. */
  double successPercent5Min(int position);

  /** Mean over the last 5 min; NaN where nothing was measured. */
  double meanMillis5Min(int position);

  /** Percent over the last 100 calls or 5 min; NaN where nothing was measured. */
  double successPercent(int position);

  /** Decayed mean, half-life 60 s; NaN where nothing was measured. */
  double decayedMillis(int position);

  /** Mean of the last {@code calls}; NaN where nothing was measured. */
  double windowMillis(int position, int calls);

  /** {@link Long#MAX_VALUE} where it never failed. */
  long sinceFailureNanos(int position);
}
