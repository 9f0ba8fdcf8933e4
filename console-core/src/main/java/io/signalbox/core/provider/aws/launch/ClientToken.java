package io.signalbox.core.provider.aws.launch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The token by which AWS knows a call again. Stateless. */
public final class ClientToken {

  private ClientToken() {}

  /** The same 64 ASCII characters for the same launch, region and step, in every process. */
  public static String of(String idempotencyKey, String region, int step) {
    return of(idempotencyKey, region, String.valueOf(step));
  }

  /** The same for a call that has a name instead of a number. */
  public static String of(String idempotencyKey, String region, String call) {
    return sha256(idempotencyKey + '\n' + region + '\n' + call);
  }

  /** 64 hexadecimal digits. */
  public static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }
}
