package io.signalbox.core.localcloud.ec2.call;

import io.signalbox.core.localcloud.wire.Asked;
import io.signalbox.core.localcloud.wire.Parameters;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.world.Change;
import io.signalbox.core.localcloud.world.Kind;
import io.signalbox.core.localcloud.world.Used;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Client tokens: what came again with one makes nothing again. */
public final class Tokens {

  private static final int LONGEST = 64;

  private final Estate estate;

  public Tokens(Estate estate) {
    this.estate = estate;
  }

  /**
   * The client token of a call; empty for none.
   *
   * @throws Refusal if it is no token
   */
  public static String of(Asked asked) {
    String token = asked.parameters().text("ClientToken").orElse("");
    if (token.length() > LONGEST || !token.matches("\\p{ASCII}*")) {
      throw Refusal.invalid(token, "clientToken", "Must be at most 64 ASCII characters.");
    }
    return token;
  }

  /**
   * The ids of what a call with the same token made; empty if it is the first, or none is honoured.
   *
   * @throws Refusal if the parameters were others
   */
  public Optional<List<String>> before(Asked asked) {
    String token = of(asked);
    if (token.isEmpty() || !estate.faults().knobs().honourTokens()) {
      return Optional.empty();
    }
    var used = estate.world().find(asked.region(), Kind.USED, key(asked, token));
    if (used.isPresent() && !used.get().fingerprint().equals(fingerprint(asked.parameters()))) {
      throw Refusal.of(
          "IdempotentParameterMismatch",
          "Arguments on this idempotent request are inconsistent with arguments used in previous"
              + " request(s).");
    }
    return used.map(Used::made);
  }

  /** Remembers what a call made; nothing if it has no token. */
  public List<Change> used(Asked asked, List<String> made) {
    String token = of(asked);
    return token.isEmpty()
        ? List.of()
        : List.of(
            Change.put(
                asked.region(),
                Kind.USED,
                key(asked, token),
                new Used(fingerprint(asked.parameters()), made)));
  }

  private static String key(Asked asked, String token) {
    return asked.action() + " " + token;
  }

  private static String fingerprint(Parameters parameters) {
    try {
      var text = new TreeMap<>(parameters.without("DryRun", "Version").values()).toString();
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
