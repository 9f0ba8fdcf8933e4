package io.signalbox.core.provider.aws;

import io.signalbox.core.provider.aws.launch.ClientToken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where machines of an installation were launched, and as whom. */
record Place(Where where, Whose whose, Work work, Look look) {

  /**
   * Long after the last launch. By then none is unanswered and every machine is listed, although
   * the note of that launch may be a minute old.
   */
  private static final Duration SETTLED = Duration.ofMinutes(20);

  /** Access keys remembered of an account: those of roles change by the hour. */
  private static final int KEYS = 20;

  /** Launches under way that are told apart; with more of them some count as done. */
  private static final int LAUNCHES = 100;

  /**
   * @param endpoint empty for AWS's own
   * @param installation whose machines they are
   */
  record Where(String endpoint, String region, String installation) {}

  /**
   * @param account empty while it is not known
   * @param keys what credentials of the account are known by, the newest last, the first for good
   */
  record Whose(String account, List<String> keys) {
    Whose {
      keys = List.copyOf(keys);
    }
  }

  /**
   * @param last launch, to a minute, in milliseconds since 1970
   * @param left whether nothing that was launched lives any more, or nothing ever was
   * @param machines whether a launch has ended that may have made some
   * @param open keys of launches that have not ended, while none has made any: each may make some,
   *     also one whose process was killed
   */
  record Work(long last, boolean left, boolean machines, List<String> open) {
    Work {
      open = List.copyOf(open);
    }

    private boolean isYoungerThan(Duration age, Instant now) {
      return Instant.ofEpochMilli(last).plus(age).isAfter(now);
    }

    private Work over() {
      return new Work(last, true, false, List.of());
    }
  }

  /**
   * Whoever looked there last, in any process, from settings that have another region.
   *
   * @param at in milliseconds since 1970; 0 for nobody
   * @param found what lived there then, as a sentence; empty for nothing
   */
  record Look(long at, String found) {

    boolean isWithin(Duration age, Instant now) {
      Instant looked = Instant.ofEpochMilli(at);
      return !looked.isAfter(now) && looked.plus(age).isAfter(now);
    }
  }

  /** Nothing was launched there yet. */
  static Place begun(Where where, Optional<String> account, String key) {
    return new Place(
        where,
        new Whose(account.orElse(""), List.of(key)),
        new Work(0, true, false, List.of()),
        new Look(0, ""));
  }

  /**
   * An earlier build launched there, and some of it may live.
   *
   * @param last launch, in milliseconds since 1970
   */
  static Place taken(Where where, Whose whose, long last) {
    return new Place(where, whose, new Work(last, false, true, List.of()), new Look(0, ""));
  }

  /** As which file it is noted. */
  String fileKey() {
    return where.region()
        + "-"
        + ClientToken.sha256(
            where.endpoint() + '\n' + whose.keys().getFirst() + '\n' + where.installation());
  }

  boolean isOf(String key) {
    return whose.keys().contains(key);
  }

  /** Whether nothing that was launched there can still come to be. */
  boolean hasSettled(Instant now) {
    return !work.isYoungerThan(SETTLED, now);
  }

  /** A launch is sent; one that was under way already may have made machines. */
  Place launching(String launch, Instant now) {
    boolean made =
        work.machines() || work.open().contains(launch) || work.open().size() >= LAUNCHES;
    List<String> open = new ArrayList<>(work.open());
    open.add(launch);
    return new Place(
        where,
        whose,
        new Work(now.toEpochMilli(), false, made, made ? List.of() : open),
        // What was found before was before this.
        new Look(0, ""));
  }

  /** A launch has ended. */
  Place launched(String launch, boolean made) {
    if (work.machines()) {
      return this;
    }
    List<String> others = work.open().stream().filter(each -> !each.equals(launch)).toList();
    return new Place(
        where,
        whose,
        new Work(work.last(), !made && others.isEmpty(), made, made ? List.of() : others),
        look);
  }

  /** Other credentials are the account's too. */
  Place alsoOf(String key) {
    List<String> keys = new ArrayList<>(whose.keys());
    keys.add(key);
    while (keys.size() > KEYS) {
      // The first names the file.
      keys.remove(1);
    }
    return new Place(where, new Whose(whose.account(), keys), work, look);
  }

  /** Its machines were listed, and are that account's. */
  Place in(String account) {
    return whose.account().isEmpty()
        ? new Place(where, new Whose(account, whose.keys()), work, look)
        : this;
  }

  /** None of what was launched there lives any more. */
  Place left() {
    return new Place(where, whose, work.over(), look);
  }

  /** What was found there now; once it has settled that there is nothing, it is left. */
  Place whenLooked(Instant now, String living) {
    Place looked = new Place(where, whose, work, new Look(now.toEpochMilli(), living));
    return living.isEmpty() && hasSettled(now) ? looked.left() : looked;
  }
}
