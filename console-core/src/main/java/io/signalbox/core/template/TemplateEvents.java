package io.signalbox.core.template;

import io.signalbox.core.event.Event;
import java.time.Instant;
import java.util.List;

/** What templates tell the world. */
public final class TemplateEvents {

  private TemplateEvents() {}

  /** Files changed and are in force. */
  public record Changed(Instant at, List<String> files) implements Event {
    @Override
    public Lane lane() {
      return Lane.TEMPLATE;
    }

    @Override
    public Severity severity() {
      return Severity.INFO;
    }

    @Override
    public String subject() {
      return String.join(", ", files);
    }

    @Override
    public String text() {
      return String.join(", ", files) + " changed";
    }
  }

  /** A changed file is broken; an older version stays in force. */
  public record Broken(Instant at, String file, String message) implements Event {
    @Override
    public Lane lane() {
      return Lane.TEMPLATE;
    }

    @Override
    public Severity severity() {
      return Severity.ERROR;
    }

    @Override
    public String subject() {
      return file;
    }

    @Override
    public String text() {
      return message;
    }
  }
}
