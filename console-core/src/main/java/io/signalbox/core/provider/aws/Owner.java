package io.signalbox.core.provider.aws;

import io.signalbox.core.provider.aws.launch.ClientToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * As whom machines of an installation were launched.
 *
 * @param endpoint empty for AWS's own
 * @param account empty while it is not known
 * @param keys hashes of access keys of the account, or role accounts, the newest last
 * @param at of the last launch, in milliseconds since 1970
 * @param left whether a whole listing had none of the machines since, or none was made
 * @param machines whether a launch has ended that may have made some
 * @param open keys of launches that have not ended, while none has made any: each may make some,
 *     also one whose process was killed
 */
record Owner(
    String endpoint,
    String account,
    String installation,
    List<String> keys,
    long at,
    boolean left,
    boolean machines,
    List<String> open) {

  /** Launches under way that are told apart; with more of them some count as done. */
  private static final int MOST = 100;

  Owner {
    keys = List.copyOf(Objects.requireNonNullElse(keys, List.of()));
    // Of a version that noted none.
    open = List.copyOf(Objects.requireNonNullElse(open, List.of()));
  }

  Owner with(String newAccount, List<String> newKeys, boolean newLeft) {
    return new Owner(
        endpoint,
        newAccount,
        installation,
        newKeys,
        at,
        newLeft,
        machines && !newLeft,
        newLeft ? List.of() : open);
  }

  /** A launch is sent; one that was under way already may have made machines. */
  Owner launching(String key, Instant now) {
    boolean made = machines || open.contains(key) || open.size() >= MOST;
    List<String> all = new ArrayList<>(open);
    all.add(key);
    return new Owner(
        endpoint,
        account,
        installation,
        keys,
        now.toEpochMilli(),
        false,
        made,
        made ? List.of() : all);
  }

  /** A launch has ended. */
  Owner launched(String key, boolean made) {
    if (machines) {
      return this;
    }
    List<String> others = open.stream().filter(each -> !each.equals(key)).toList();
    return new Owner(
        endpoint,
        account,
        installation,
        keys,
        at,
        !made && others.isEmpty(),
        made,
        made ? List.of() : others);
  }

  /** As which file it is noted. */
  String key() {
    return ClientToken.sha256(endpoint + '\n' + keys.getFirst() + '\n' + installation);
  }
}
