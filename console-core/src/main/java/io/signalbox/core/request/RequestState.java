package io.signalbox.core.request;

import java.util.Locale;

/** States of a request; an ended one is left for no other. */
public enum RequestState {
  PENDING,
  IN_PROGRESS,
  ACQUIRING,
  PARTIAL_PENDING,
  COMPLETE,
  PARTIAL,
  FAILED,
  CANCELLED,
  TIMEOUT;

  /** The word in the store, on the command line and on screen: {@code partial_pending}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean isFinal() {
    return switch (this) {
      case PENDING, IN_PROGRESS, ACQUIRING, PARTIAL_PENDING -> false;
      case COMPLETE, PARTIAL, FAILED, CANCELLED, TIMEOUT -> true;
    };
  }

  /** Whether it may go on to {@code next}. */
  public boolean canBecome(RequestState next) {
    return switch (this) {
      case PENDING -> next != PENDING && next != TIMEOUT;
      case IN_PROGRESS -> next != PENDING && next != IN_PROGRESS;
      case ACQUIRING -> next.isFinal() || next == PARTIAL_PENDING;
      case PARTIAL_PENDING -> next.isFinal();
      case COMPLETE, PARTIAL, FAILED, CANCELLED, TIMEOUT -> false;
    };
  }
}
