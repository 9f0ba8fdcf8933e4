package io.signalbox.core.routing.composition;

/** How the members of a composition are asked. */
public enum CompositionMode {
  /** All at once. */
  PARALLEL,
  /** In order; stops early under FIRST_SUCCESS only. */
  SEQUENTIAL,
  /** One, by the composition's weights. */
  LOAD_BALANCED,
  /** All at once; reads are merged. */
  AGGREGATED,
  /** All at once, for one answer. */
  REDUNDANT
}
