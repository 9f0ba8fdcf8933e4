package io.signalbox.app.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.log.Traced;
import io.signalbox.core.log.VisibleText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** {@code 14:58:04.123 WARN aws-us-west-2 is unhealthy [trace]}: for a person's terminal, UTC. */
final class TextLines extends EncoderBase<ILoggingEvent> {

  private static final byte[] NOTHING = new byte[0];
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final Secrets secrets;

  TextLines(Secrets secrets) {
    this.secrets = secrets;
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    StringBuilder line = new StringBuilder();
    line.append(TIME.format(Instant.ofEpochMilli(event.getTimeStamp())));
    line.append(' ').append(String.format("%-5s", event.getLevel())).append(' ');
    line.append(event.getFormattedMessage());
    String trace = event.getMDCPropertyMap().get(Traced.KEY);
    if (trace != null) {
      line.append(" [").append(trace).append(']');
    }
    if (event.getThrowableProxy() != null) {
      line.append(": ").append(event.getThrowableProxy().getMessage());
    }
    return (VisibleText.line(secrets.strike(line.toString())) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }
}
