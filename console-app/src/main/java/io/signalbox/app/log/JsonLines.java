package io.signalbox.app.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.log.VisibleJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/**
 * One JSON object a line: {@code time} (ISO 8601, UTC), {@code level}, {@code logger}, {@code
 * message}, {@code trace_id} and what else the diagnostic context holds, {@code error} with its
 * stack.
 */
final class JsonLines extends EncoderBase<ILoggingEvent> {

  private static final byte[] NOTHING = new byte[0];

  private final JsonFactory json = VisibleJson.factory();
  private final Secrets secrets;

  JsonLines(Secrets secrets) {
    this.secrets = secrets;
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    StringWriter line = new StringWriter();
    try (JsonGenerator generator = json.createGenerator(line)) {
      generator.writeStartObject();
      generator.writeStringField("time", Instant.ofEpochMilli(event.getTimeStamp()).toString());
      generator.writeStringField("level", event.getLevel().toString());
      generator.writeStringField("logger", shortName(event.getLoggerName()));
      generator.writeStringField("message", secrets.strike(event.getFormattedMessage()));
      for (Map.Entry<String, String> entry : event.getMDCPropertyMap().entrySet()) {
        generator.writeStringField(entry.getKey(), secrets.strike(entry.getValue()));
      }
      IThrowableProxy thrown = event.getThrowableProxy();
      if (thrown != null) {
        generator.writeStringField("error", secrets.strike(ThrowableProxyUtil.asString(thrown)));
      }
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return (line + "\n").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }

  private static String shortName(String logger) {
    return logger.startsWith("io.signalbox.") ? logger.substring("io.signalbox.".length()) : logger;
  }
}
