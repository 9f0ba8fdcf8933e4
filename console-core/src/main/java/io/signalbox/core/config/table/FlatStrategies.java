package io.signalbox.core.config.table;

/** Strategies that are written as a section of their own, beside the routing tree. */
public final class FlatStrategies {

  public static final String FALLBACK = "fallback";
  public static final String BALANCING = "load_balancing";
  public static final String COMPOSITION = "composition";

  private FlatStrategies() {}
}
