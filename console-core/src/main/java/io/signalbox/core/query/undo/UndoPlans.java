package io.signalbox.core.query.undo;

import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.audit.AuditRepository;
import io.signalbox.core.config.OverrideRepository;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.PutBack;
import io.signalbox.core.query.UndoPlan;
import io.signalbox.core.routing.ProviderContext;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what taking acts back means, and whether nobody has changed since what they changed.
 * That is read off the audit, in which every change stands in the transaction that made it, and
 * compared with what is in force: holds run out by themselves. An act that was undone, and the act
 * that undid it, count for nothing, so that acts can be taken back one after the other.
 * Thread-safe; blocks.
 */
public final class UndoPlans {

  /** Changes looked through after an act. */
  private static final int LATER = 10_000;

  /** Changes looked through for the last act of a person. */
  private static final int RECENT = 1_000;

  private static final String REGISTER = "RegisterProvider";

  /** What can be taken back, and what is in the way of that. */
  private static final Set<String> LOOKED_AT =
      Stream.concat(Touched.ACTIONS.stream(), Stream.of(REGISTER))
          .collect(Collectors.toUnmodifiableSet());

  private static final Map<String, String> NOT_UNDONE =
      Map.ofEntries(
          Map.entry(
              "Submit", "A request is cancelled, and its machines are returned, on Requests."),
          Map.entry("Cancel", "What was cancelled is requested anew."),
          Map.entry("ReturnMachines", "Machines that were returned do not come back."),
          Map.entry("ReturnRequest", "Machines that were returned do not come back."),
          Map.entry("Sweep", "Machines that were released do not come back."),
          Map.entry("Check", "Looking changes nothing."),
          Map.entry("Reload", "Reading again changes nothing that could be put back."),
          Map.entry("Refresh", "Reading again changes nothing that could be put back."),
          Map.entry("ReportHealth", "Health told from outside ends by itself, or is withdrawn."),
          Map.entry("WithdrawReport", "Whoever told it tells it again."),
          Map.entry(
              REGISTER,
              "It is removed on Providers by Remove, which tells first what depends on it."),
          Map.entry("DecideIdentity", "An identity is decided once."),
          Map.entry("Acknowledge", "An acknowledgement lasts until the alert is over."),
          Map.entry("Mute", "A mute ends by itself, or is taken back on Alerts."),
          Map.entry("Unmute", "An alert is muted anew on Alerts."),
          Map.entry("RunChecks", "Looking changes nothing."));

  private final AuditRepository audit;
  private final ProviderContext context;
  private final HoldsBefore holds;
  private final SettingsBefore settings;
  private final FilesBefore files;

  /**
   * @param folder the configuration folder
   */
  public UndoPlans(
      AuditRepository audit,
      OverrideRepository overrides,
      ProviderContext context,
      Supplier<Path> folder,
      TimeSource time) {
    this.audit = audit;
    this.context = context;
    this.holds = new HoldsBefore(context, time);
    this.settings = new SettingsBefore(overrides);
    this.files = new FilesBefore(folder);
  }

  /**
   * What taking the act back would do.
   *
   * @throws SignalboxException INVALID_INPUT where there is no such act, or none any more
   */
  public UndoPlan of(long id) {
    AuditEntry act =
        audit
            .find(id)
            .orElseThrow(() ->
                new SignalboxException(
                    ErrorCode.INVALID_INPUT,
                    "Activity has no act " + id + "; 'ops activity' lists those there are",
                    Map.of("act", id)));
    String refusal = refusal(act);
    return refusal.isEmpty() ? back(act) : UndoPlan.refused(act, refusal);
  }

  /**
   * The last act of a person that can be taken back, and was not itself the undoing of another. A
   * provider that was registered after it and is there still is in the way, and refused: who means
   * that would take something else back.
   */
  public Optional<UndoPlan> last(String person) {
    Later later = new Later();
    for (AuditEntry act : audit.done(LOOKED_AT, 0, RECENT)) {
      boolean own = act.undoes() == 0 && act.person().equals(person);
      if (act.action().equals(REGISTER)) {
        if (own && isThere(act.subject())) {
          return Optional.of(UndoPlan.refused(act, refusal(act)));
        }
      } else if (own && !later.isUndone(act) && later.changed(Touched.by(act)) == null) {
        UndoPlan plan = back(act);
        if (plan.possible()) {
          return Optional.of(plan);
        }
      }
      later.add(act);
    }
    return Optional.empty();
  }

  /**
   * Throws where the act cannot be taken back any more, by what the store says now.
   *
   * @throws SignalboxException INVALID_STATE
   */
  public void check(AuditEntry act) {
    String refusal = refusal(act);
    if (!refusal.isEmpty()) {
      throw refused(act, refusal);
    }
  }

  /** That an act cannot be taken back. */
  public static SignalboxException refused(AuditEntry act, String refusal) {
    return new SignalboxException(
        ErrorCode.INVALID_STATE,
        act.action() + " of " + act.subject() + " cannot be undone: " + refusal,
        Map.of("act", act.id()));
  }

  private String refusal(AuditEntry act) {
    if (!act.isDone()) {
      return act.outcome().equals(AuditEntry.SO_ALREADY)
          ? "All was so already, and nothing was changed."
          : "It was refused, and nothing was changed.";
    }
    Set<Touched> touched = Touched.by(act);
    if (touched.isEmpty()) {
      return NOT_UNDONE.getOrDefault(act.action(), "Nothing puts that back.");
    }
    List<AuditEntry> since = audit.done(Touched.ACTIONS, act.id(), LATER);
    if (since.size() == LATER) {
      return "Too much was changed since.";
    }
    Later later = new Later();
    since.forEach(later::add);
    AuditEntry undone = later.undone.get(act.id());
    if (undone != null) {
      return "Undone by " + told(undone);
    }
    Changed changed = later.changed(touched);
    return changed == null
        ? ""
        : changed.what().words() + " was changed since by " + told(changed.by());
  }

  private boolean isThere(String provider) {
    return context.snapshot().providers().stream().anyMatch(each -> each.name().equals(provider));
  }

  private UndoPlan back(AuditEntry act) {
    Touched first = Touched.by(act).iterator().next();
    PutBack.Kind kind = first.hold();
    if (first.file()) {
      return files.plan(act, first.name());
    }
    return kind == null ? settings.plan(act) : holds.plan(act, kind, first.name());
  }

  private static String told(AuditEntry act) {
    return act.actor() + " at " + act.at().truncatedTo(ChronoUnit.SECONDS) + ".";
  }

  /** Something that was changed by a later act. */
  private record Changed(Touched what, AuditEntry by) {}

  /** Acts after another one, told the last first. */
  private static final class Later {
    private final Map<Long, AuditEntry> undone = new HashMap<>();
    private final Map<Touched, AuditEntry> changed = new HashMap<>();

    void add(AuditEntry act) {
      if (undone.containsKey(act.id())) {
        return;
      }
      if (act.undoes() > 0) {
        undone.put(act.undoes(), act);
      } else {
        Touched.by(act).forEach(each -> changed.putIfAbsent(each, act));
      }
    }

    boolean isUndone(AuditEntry act) {
      return undone.containsKey(act.id());
    }

    @Nullable Changed changed(Set<Touched> touched) {
      for (Touched each : touched) {
        AuditEntry by = changed.get(each);
        if (by != null) {
          return new Changed(each, by);
        }
      }
      return null;
    }
  }
}
