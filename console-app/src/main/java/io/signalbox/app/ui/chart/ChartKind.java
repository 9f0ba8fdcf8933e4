package io.signalbox.app.ui.chart;

/** What a chart's values are. */
public enum ChartKind {
  /** From 0. */
  VALUES,
  /** From 0, each line on the ones before it. */
  STACKED,
  /** Up to 100; from 0 or from wherever the least value allows. */
  PERCENT
}
