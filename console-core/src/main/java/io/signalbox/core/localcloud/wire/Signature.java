package io.signalbox.core.localcloud.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a Signature Version 4 says of its sender. The signature itself is not verified.
 *
 * @param accessKey the id of the access key
 * @param region of the credential's scope
 * @param service of the credential's scope
 * @param signed when, if the request has its date
 */
public record Signature(String accessKey, String region, String service, Optional<Instant> signed) {

  private static final Pattern FORM =
      Pattern.compile(
          "AWS4-HMAC-SHA256\\s+Credential=([^/,\\s]+)/\\d{8}/([^/,\\s]+)/([^/,\\s]+)/aws4_request,.*"
              + "Signature=[0-9a-fA-F]+.*");

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /**
   * Reads the headers.
   *
   * @param authorization the header {@code Authorization}, if there is one
   * @param date the header {@code X-Amz-Date}, if there is one
   * @return empty if there is no signature, or one of another form
   */
  public static Optional<Signature> read(@Nullable String authorization, @Nullable String date) {
    if (authorization == null) {
      return Optional.empty();
    }
    var match = FORM.matcher(authorization);
    if (!match.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Signature(match.group(1), match.group(2), match.group(3), instant(date)));
  }

  /** A time as signatures write it. */
  public static String written(Instant time) {
    return DATE.format(time);
  }

  private static Optional<Instant> instant(@Nullable String date) {
    try {
      return date == null ? Optional.empty() : Optional.of(DATE.parse(date, Instant::from));
    } catch (DateTimeException notOne) {
      return Optional.empty();
    }
  }
}
