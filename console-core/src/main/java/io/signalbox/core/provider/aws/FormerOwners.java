package io.signalbox.core.provider.aws;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.launch.ClientToken;
import io.signalbox.core.provider.aws.launch.LaunchJournal;
import io.signalbox.core.provider.aws.launch.NoteKind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * As whom a provider has launched: at which endpoint, in which account. Credentials can be changed
 * while machines run. No listing of another account has those, so that they would pass for gone,
 * their fleets for deleted, and what was not answered would be launched again. Until they are
 * returned, nothing is done as somebody else. Whose credentials are is asked only where they are
 * others than those that were launched with; the account of those is learnt from listings.
 * Thread-safe; blocks.
 */
final class FormerOwners {

  /** The code of what is refused. */
  static final String CHANGED = "OWNER_CHANGED";

  private static final String INSTALLATION = "signalbox:installation";

  /** A launch is noted again after this. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  /** Nothing is unanswered any more, nor listed late. */
  private static final Duration SETTLED = Duration.ofHours(2);

  /** Who asks whose credentials are waits no longer: everything else waits for it. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Access keys remembered of an account: those of roles change by the hour. */
  private static final int KEYS = 20;

  private final String endpoint;
  private final Credentials credentials;
  private final TimeSource time;
  private final LaunchJournal<Owner> journal;
  private final FleetsAtWork fleets;
  private volatile Noted noted = new Noted("", Instant.MIN);
  private volatile Whose asked = new Whose("", "");

  /** The owner that was noted last, and when. */
  private record Noted(String owner, Instant at) {}

  /** The account of the key that was asked about last. */
  private record Whose(String key, String account) {}

  /** Whose the credentials in force are. */
  interface Credentials {

    /** The account of the role that is assumed; empty where none is. */
    Optional<String> roleAccount();

    /**
     * What they are known by.
     *
     * @throws RuntimeException if there are none
     */
    String accessKey();

    /** Asks AWS for their account. */
    Reply<String> account(Instant deadline);
  }

  FormerOwners(
      Optional<URI> endpoint,
      Credentials credentials,
      TimeSource time,
      Path folder,
      FleetsAtWork fleets) {
    this.endpoint = endpoint.filter(at -> !isOfAws(at)).map(URI::toString).orElse("");
    this.credentials = credentials;
    this.time = time;
    this.journal = new LaunchJournal<>(folder, NoteKind.OWNER, Owner.class);
    this.fleets = fleets;
  }

  /** AWS's own, by whichever way, is one. */
  private static boolean isOfAws(URI endpoint) {
    String host = Objects.requireNonNullElse(endpoint.getHost(), "");
    return host.endsWith(".amazonaws.com")
        || host.endsWith(".amazonaws.com.cn")
        || host.endsWith(".api.aws");
  }

  /**
   * Notes that machines with these tags are launched now, as whom we are.
   *
   * @param launch idempotency key
   */
  void launching(Map<String, String> tags, String launch) throws IOException {
    String key = key();
    String installation = tags.getOrDefault(INSTALLATION, "");
    Instant now = time.now();
    Noted last = noted;
    if (key.isEmpty()
        || (last.owner().equals(key + installation) && last.at().plus(FRESH).isAfter(now))) {
      return;
    }
    Optional<Owner> mine = mine(key, installation);
    if (mine.isEmpty()) {
      // Keys come and go, and all notes are read with each operation.
      journal.tidy(now, Owner::left);
    }
    Owner fresh =
        mine.orElseGet(() ->
            new Owner(
                endpoint,
                credentials.roleAccount().orElse(""),
                installation,
                List.of(key),
                0,
                true,
                false,
                List.of()));
    boolean made =
        journal
            .change(fresh.key(), known -> (known == null ? fresh : known).launching(launch, now))
            .filter(Owner::machines)
            .isPresent();
    if (made) {
      noted = new Noted(key + installation, now);
    }
  }

  /**
   * What came of a launch: where nothing was made for certain, by any, there is nothing that others
   * could not see.
   *
   * @param launch idempotency key
   * @param made whether it may have made machines
   */
  void launched(Map<String, String> tags, String launch, boolean made) throws IOException {
    String key = key();
    Optional<Owner> owner =
        key.isEmpty() ? Optional.empty() : mine(key, tags.getOrDefault(INSTALLATION, ""));
    if (owner.isPresent() && !owner.get().machines()) {
      journal.change(
          owner.get().key(), known -> known == null ? null : known.launched(launch, made));
    }
  }

  private Optional<Owner> mine(String key, String installation) throws IOException {
    return journal.all().stream()
        .filter(each -> each.endpoint().equals(endpoint))
        .filter(each -> each.installation().equals(installation) && each.keys().contains(key))
        .findFirst();
  }

  /** Why nothing can be done as whom we are: machines live that others launched. */
  Optional<ProviderFailure> others(Instant deadline) {
    try {
      List<Owner> living = journal.all().stream().filter(each -> !each.left()).toList();
      String key = living.isEmpty() ? "" : key();
      for (Owner each : living) {
        Optional<ProviderFailure> other =
            !each.endpoint().equals(endpoint)
                ? Optional.of(
                    changed(each, "at " + place(each.endpoint()), "at " + place(endpoint)))
                : key.isEmpty() || each.keys().contains(key)
                    ? Optional.empty()
                    : otherAccount(each, key, deadline);
        if (other.isPresent()) {
          return other;
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          ProviderFailure.of(
              FailureClass.PROVIDER,
              "JOURNAL_UNAVAILABLE",
              "As whom this provider has launched cannot be read, so that nothing is done: " + e));
    }
  }

  /** Other credentials may be of the same account. */
  private Optional<ProviderFailure> otherAccount(Owner owner, String key, Instant deadline)
      throws IOException {
    if (owner.account().isEmpty()) {
      // It launched, and nothing was listed since: there is nothing to compare with.
      return Optional.empty();
    }
    Whose last = asked;
    Optional<String> known =
        credentials
            .roleAccount()
            .or(() -> Optional.of(last.account()).filter(account -> last.key().equals(key)));
    String ours;
    if (known.isPresent()) {
      ours = known.get();
    } else {
      Instant soon = time.now().plus(PATIENCE);
      switch (credentials.account(soon.isBefore(deadline) ? soon : deadline)) {
        case Reply.Answered<String>(String account) -> {
          ours = account;
          asked = new Whose(key, account);
        }
        case Reply.Failed<String>(ProviderFailure failure) -> {
          return Optional.of(
              ProviderFailure.notSent(
                  failure.failureClass(),
                  failure.code(),
                  "Machines live that were launched in account %s with other credentials, and whose these are is not known: %s"
                      .formatted(owner.account(), failure.message())));
        }
      }
    }
    if (!ours.equals(owner.account())) {
      return Optional.of(changed(owner, "in account " + owner.account(), "in account " + ours));
    }
    journal.change(
        owner.key(),
        noteNow -> {
          if (noteNow == null || noteNow.keys().contains(key)) {
            return null;
          }
          List<String> keys = new ArrayList<>(noteNow.keys());
          keys.add(key);
          // The first names the file.
          while (keys.size() > KEYS) {
            keys.remove(1);
          }
          return noteNow.with(noteNow.account(), keys, noteNow.left());
        });
    return Optional.empty();
  }

  private ProviderFailure changed(Owner owner, String before, String now) {
    return ProviderFailure.notSent(
        FailureClass.PROVIDER,
        CHANGED,
        "This provider has launched machines %s, and is now %s, where they cannot be seen. Set it back until they are returned; another account or endpoint is another provider. If they are gone for good, remove %s"
            .formatted(before, now, journal.fileOf(owner.key())));
  }

  private static String place(String endpoint) {
    return endpoint.isEmpty() ? "AWS" : endpoint;
  }

  /**
   * What was listed as whom we are.
   *
   * @param tags that were asked for
   * @param account that the machines are of; empty where none was listed
   */
  void listed(
      Map<String, String> tags, ProviderData.InstanceStatuses listed, Optional<String> account) {
    try {
      String key = key();
      for (Owner each : journal.all()) {
        if (each.left() || !each.endpoint().equals(endpoint) || !each.keys().contains(key)) {
          continue;
        }
        boolean settled =
            Instant.ofEpochMilli(each.at()).plus(SETTLED).isBefore(time.now())
                && tags.equals(Map.of(INSTALLATION, each.installation()))
                && listed.complete()
                && listed.instances().stream().allMatch(info -> info.state().isGone())
                && !fleets.any();
        String known = each.account().isEmpty() ? account.orElse("") : each.account();
        Owner after = each.with(known, each.keys(), settled);
        if (!after.equals(each)) {
          journal.change(each.key(), now -> each.equals(now) ? after : null);
        }
      }
    } catch (IOException e) {
      // The next listing says the same.
      return;
    }
  }

  /** What the credentials in force are known by, a hash; empty where there are none. */
  private String key() {
    Optional<String> role = credentials.roleAccount();
    if (role.isPresent()) {
      return "role-" + role.get();
    }
    try {
      return ClientToken.sha256(credentials.accessKey()).substring(0, 32);
    } catch (RuntimeException e) {
      // The call itself says so, and why.
      return "";
    }
  }
}
