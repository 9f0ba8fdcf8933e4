package io.signalbox.core.command.handling;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What several commands require of their input. */
final class Checks {

  private Checks() {}

  static void reason(String reason, String command) {
    if (reason.isBlank()) {
      throw invalid(command + " needs a reason: say why with --reason", "reason", "");
    }
  }

  static void future(@Nullable Instant until, Instant now) {
    if (until != null && !until.isAfter(now)) {
      throw invalid("The end " + until + " is not after now, " + now, "until", until.toString());
    }
  }

  static SignalboxException invalid(String message, String field, Object found) {
    return new SignalboxException(
        ErrorCode.INVALID_INPUT, message, Map.of("field", field, "found", found));
  }

  /** Whether what is held was asked for once more: with the same end, and for no other reason. */
  static boolean again(
      String why, @Nullable Instant until, String heldWhy, @Nullable Instant heldUntil) {
    return Objects.equals(until, heldUntil) && (why.isBlank() || why.equals(heldWhy));
  }
}
