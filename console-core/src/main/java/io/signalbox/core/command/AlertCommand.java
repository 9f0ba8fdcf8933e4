package io.signalbox.core.command;

import io.signalbox.core.alert.Alert;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be done to alerts and their rules. Answers with the alert as it is then; of a rule with
 * none.
 */
public sealed interface AlertCommand extends Command<Optional<Alert>> {

  /** Somebody has seen it; lasts until it is over. */
  record Acknowledge(String id, String reason) implements AlertCommand {
    @Override
    public String subject() {
      return id;
    }
  }

  /** Nobody elsewhere is told of it until then, at most 30 days from now. */
  record Mute(String id, Instant until, String reason) implements AlertCommand {
    @Override
    public String subject() {
      return id;
    }
  }

  /** Takes a mute back before its time. */
  record Unmute(String id, String reason) implements AlertCommand {
    @Override
    public String subject() {
      return id;
    }
  }

  /**
   * Makes a rule or changes one, as an override.
   *
   * @param settings by the keys of {@code alerts.rules}; what is left out stays as it is
   */
  record SetRule(String name, Map<String, @Nullable Object> settings, String reason)
      implements AlertCommand {
    @Override
    public String subject() {
      return name;
    }
  }

  /** Takes back what operators made of a rule; a built-in or written one is as it was. */
  record RemoveRule(String name, String reason) implements AlertCommand {
    @Override
    public String subject() {
      return name;
    }
  }
}
