package io.signalbox.core.price;

import io.signalbox.core.json.Json;
import io.signalbox.core.provider.LaunchSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Tells whether a specification may cost something else than it did. Stateless. */
final class Fingerprint {

  /** What a machine costs the same with and without; user data may hold secrets. */
  private static final Set<String> NO_PRICE =
      Set.of("user_data", "tags", "description", "name", "metadata", "created_at", "updated_at");

  private Fingerprint() {}

  /** 16 hexadecimal digits, the same in every process. */
  static String of(LaunchSpec spec) {
    Map<String, Object> values = new TreeMap<>(spec.values());
    values.keySet().removeAll(NO_PRICE);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(Json.write(values).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }
}
