package io.signalbox.core.request.acquiring;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.request.Attempt;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestKind;
import io.signalbox.core.request.RequestRepository;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.request.Submission;
import io.signalbox.core.request.Words;
import io.signalbox.core.request.calling.ProviderCalls;
import io.signalbox.core.request.journal.Draft;
import io.signalbox.core.request.journal.Journal;
import io.signalbox.core.request.journal.Leases;
import io.signalbox.core.request.planning.Planner;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accepts submissions: key, intent and audit in one transaction. Thread-safe. */
public final class Submitter {

  private static final int LONGEST_KEY = 200;

  private final Journal journal;
  private final Planner planner;
  private final ProviderCalls calls;
  private final Leases leases;
  private final TimeSource time;

  public Submitter(
      Journal journal, Planner planner, ProviderCalls calls, Leases leases, TimeSource time) {
    this.journal = journal;
    this.planner = planner;
    this.calls = calls;
    this.leases = leases;
    this.time = time;
  }

  /**
   * The request of a submission.
   *
   * @param claim with its lease; null for one that was there before
   * @param marked what its one create sends, which is marked as being sent already; null where
   *     there is none or several
   */
  public record Accepted(
      MachineRequest request, Leases.@Nullable Claim claim, @Nullable LaunchSpec marked) {}

  /**
   * @throws SignalboxException why it is refused; nothing was stored then
   */
  public Accepted accept(Submission submission, Runnable audit) {
    Optional<String> known = known(submission);
    if (known.isPresent()) {
      return new Accepted(journal.require(known.get()), null, null);
    }
    Planner.Plan plan = planner.plan(submission);
    calls.prepare(plan.provider());
    MachineRequest fresh = fresh(submission);
    String requestId = fresh.requestId();
    Planner.PlannedCreates planned = planner.creates(submission, plan, fresh.createdAt());
    // This thread sends it at once, so that it is being sent is stored with the acceptance.
    LaunchSpec marked =
        planned.rules() == null && planned.creates().size() == 1
            ? planned.creates().getFirst().plan().spec()
            : null;
    // Made before the transaction, which others wait for.
    List<Attempt> intended = intended(fresh, planned);
    String digest = digest(submission);
    Leases.Claim claim = leases.claimFresh(fresh);
    boolean accepted = false;
    try {
      Draft made =
          journal.create(
              fresh,
              draft -> {
                draft.note(
                    "intent",
                    true,
                    Words.machines(submission.count()) + " of " + submission.templateId(),
                    "asked by " + submission.actor());
                for (int i = 0; i < intended.size(); i++) {
                  draft.intend(intended.get(i), planned.creates().get(i).plan().spec());
                }
                if (marked != null) {
                  Attempts.markSending(draft, draft.attempts().getFirst());
                }
              },
              () -> {
                // Read again inside the transaction: another process may have used the key.
                known(submission)
                    .ifPresent(other -> {
                      throw new KeyTaken(other);
                    });
                audit.run();
              },
              () -> {
                journal.repository().saveKey(fresh.idempotencyKey(), requestId, digest);
                claim.take();
              });
      accepted = true;
      return new Accepted(made.request(), claim, marked);
    } catch (KeyTaken taken) {
      return new Accepted(journal.require(taken.requestId), null, null);
    } finally {
      if (!accepted) {
        claim.abandon();
      }
    }
  }

  /** Every create of the submission, before any is sent. */
  private static List<Attempt> intended(MachineRequest fresh, Planner.PlannedCreates planned) {
    List<Attempt> intended = new ArrayList<>();
    for (Planner.PlannedCreate each : planned.creates()) {
      intended.add(
          Attempts.intended(
              fresh.requestId(),
              intended.size() + 1,
              each.count(),
              each.plan(),
              fresh.createdAt(),
              planned.rules() == null
                  ? Attempt.Standing.SOLE
                  : planned.divides() ? Attempt.Standing.PART : Attempt.Standing.ALTERNATIVE,
              planned.rules()));
    }
    return intended;
  }

  private MachineRequest fresh(Submission submission) {
    Instant now = time.now();
    String requestId = journal.ids().fresh(RequestKind.ACQUIRE, now);
    String key = submission.idempotencyKey();
    return new MachineRequest(
        requestId,
        RequestKind.ACQUIRE,
        RequestState.PENDING,
        submission.templateId(),
        submission.count(),
        submission.preference(),
        key == null ? requestId : key,
        submission.actor(),
        submission.traceId(),
        now,
        now,
        now.plus(planner.settings().defaultTimeout()),
        null,
        "",
        List.of(),
        List.of());
  }

  private Optional<String> known(Submission submission) {
    String key = submission.idempotencyKey();
    if (key == null) {
      return Optional.empty();
    }
    if (key.isBlank() || key.length() > LONGEST_KEY) {
      throw new SignalboxException(
          ErrorCode.INVALID_INPUT,
          "An idempotency key has 1 to " + LONGEST_KEY + " characters, not all blank",
          Map.of("key", key.length() > LONGEST_KEY ? key.substring(0, LONGEST_KEY) : key));
    }
    RequestRepository repository = journal.repository();
    Optional<String> content = repository.contentOfKey(key);
    if (content.isEmpty()) {
      return Optional.empty();
    }
    String requestId = repository.findByKey(key).map(MachineRequest::requestId).orElseThrow();
    if (!content.get().equals(digest(submission))) {
      throw new SignalboxException(
          ErrorCode.IDEMPOTENCY_CONFLICT,
          "The idempotency key '"
              + key
              + "' was used for "
              + requestId
              + " with another template, count or provider; use a new key for a new request",
          Map.of("key", key, "request_id", requestId));
    }
    return Optional.of(requestId);
  }

  /** What makes two submissions the same; who asked does not. */
  private static String digest(Submission submission) {
    String content =
        String.join(
            "\n",
            submission.templateId(),
            String.valueOf(submission.count()),
            String.valueOf(submission.preference()),
            String.valueOf(submission.providerType()));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Leaves the transaction when another process was first with the key. */
  private static final class KeyTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String requestId;

    KeyTaken(String requestId) {
      super(requestId, null, false, false);
      this.requestId = requestId;
    }
  }
}
