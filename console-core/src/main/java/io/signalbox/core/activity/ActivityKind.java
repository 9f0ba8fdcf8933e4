package io.signalbox.core.activity;

/** Kinds of entries. */
public enum ActivityKind {
  /** Somebody did it, or was refused it. */
  ACT,
  /** An operation that was routed to a provider, a call that failed, a call of a cloud's API. */
  OPERATION,
  /** It came by itself: health, circuits, failovers, holds that ran out, files that changed. */
  AUTOMATIC
}
