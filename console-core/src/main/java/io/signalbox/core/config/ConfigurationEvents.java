package io.signalbox.core.config;

import io.signalbox.core.event.Event;
import java.time.Instant;

/** What the configuration tells the world. */
public final class ConfigurationEvents {

  private ConfigurationEvents() {}

  /** A changed configuration came into force. */
  public record Reloaded(Instant at, int warnings) implements Event {
    @Override
    public Lane lane() {
      return Lane.CONFIGURATION;
    }

    @Override
    public Severity severity() {
      return Severity.GOOD;
    }

    @Override
    public String subject() {
      return "configuration";
    }

    @Override
    public String text() {
      return "Configuration reloaded" + (warnings == 0 ? "" : ", warnings: " + warnings);
    }
  }

  /** A changed configuration was refused; the last good one stays in force. */
  public record Refused(Instant at, String firstError) implements Event {
    @Override
    public Lane lane() {
      return Lane.CONFIGURATION;
    }

    @Override
    public Severity severity() {
      return Severity.ERROR;
    }

    @Override
    public String subject() {
      return "configuration";
    }

    @Override
    public String text() {
      return "Configuration refused, the last good one stays in force: " + firstError;
    }
  }
}
