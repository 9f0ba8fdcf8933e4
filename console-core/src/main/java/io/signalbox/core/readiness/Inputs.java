package io.signalbox.core.readiness;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.SettingValue;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.routing.RoutingSnapshot;
import io.signalbox.core.routing.failover.ForcedCircuit;
import io.signalbox.core.routing.holds.HoldWords;
import io.signalbox.core.routing.holds.ManualState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a check's result was found of, as a fingerprint: every setting in force, overrides included,
 * and where a check looks at what is odd about them, as a variable that is not set here, at why
 * files were refused or at what operators hold, that too. Secrets are among the settings as
 * references. Where a setting stands is left out: a line more in a file changes nothing. Stateless.
 */
final class Inputs {

  private Inputs() {}

  /**
   * @param refused why the files are not in force; empty where they are
   */
  static String of(
      ReadinessCheck check,
      Configuration configuration,
      List<Diagnostic> refused,
      RoutingSnapshot routing,
      Instant now) {
    MessageDigest digest = digest();
    add(digest, configuration.folder().toString());
    tell(digest, configuration.values());
    tell(digest, configuration.entries());
    if (check == ReadinessCheck.STRATEGY_CONFIGURATION || check == ReadinessCheck.SECURITY) {
      tell(digest, configuration.diagnostics());
      tell(digest, refused);
    }
    if (check == ReadinessCheck.HEALTH_CHECKS || check == ReadinessCheck.MONITORING) {
      for (String provider : new TreeMap<>(routing.manual()).keySet()) {
        ManualState held = routing.manual(provider, now);
        if (held != null) {
          add(digest, provider + " " + held.kind());
        }
      }
    }
    if (check == ReadinessCheck.CIRCUIT_BREAKER) {
      for (String circuit : new TreeMap<>(routing.forced()).keySet()) {
        ForcedCircuit forced = routing.forced(circuit, now);
        if (forced != null) {
          add(digest, circuit + " " + HoldWords.forced(forced.open()));
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  private static void tell(MessageDigest digest, Map<String, SettingValue> settings) {
    new TreeMap<>(settings).forEach((key, setting) -> add(digest, key + "=" + setting.value()));
  }

  /** Without its message, which says where it stands. */
  private static void tell(MessageDigest digest, List<Diagnostic> found) {
    found.forEach(each -> add(digest, each.code() + " " + each.key()));
  }

  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
