package io.signalbox.core.command.handling;

import io.signalbox.core.audit.AfterCommit;
import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.audit.AuditRepository;
import io.signalbox.core.audit.UnitOfWork;
import io.signalbox.core.command.Caller;
import io.signalbox.core.command.Command;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.TimeSource;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down who did what, in the transaction of what was done. Effects on memory and events
 * follow the commit: an operator sees nothing that a full disk has undone. Thread-safe.
 */
public final class AuditTrail {

  private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

  private final AuditRepository repository;
  private final UnitOfWork work;
  private final TimeSource time;

  public AuditTrail(AuditRepository repository, UnitOfWork work, TimeSource time) {
    this.repository = repository;
    this.work = work;
    this.time = time;
  }

  Act begin(Command<?> command, Caller caller) {
    return new Act(command, caller, time.now());
  }

  /** One command under way. */
  final class Act {
    private final Command<?> command;
    private final Caller caller;
    private final Instant at;
    private volatile long id;
    private volatile String subject;
    private volatile String reason;
    private volatile long undoes;
    private volatile Runnable stillSo = () -> {};

    private Act(Command<?> command, Caller caller, Instant at) {
      this.command = command;
      this.caller = caller;
      this.at = at;
      this.subject = command.subject();
      this.reason = command.reason();
    }

    /**
     * Says that another act is undone, and what the entry tells of it.
     *
     * @param check throws where that act was changed since; run again in the transaction that
     *     changes anything, before it does
     */
    void undoing(AuditEntry act, String why, Runnable check) {
      subject = act.subject();
      reason = why;
      undoes = act.id();
      stillSo = check;
    }

    Caller caller() {
      return caller;
    }

    /** When it was asked. */
    Instant at() {
      return at;
    }

    /** Whether anything was done. */
    boolean changed() {
      return id > 0;
    }

    /** The id of the entry that says what was done; 0 where nothing was. */
    long id() {
      return id;
    }

    String name() {
      return command.getClass().getSimpleName();
    }

    /** Changes the store and writes the entry, both or neither. */
    void change(Runnable change, Map<String, Object> before, Map<String, Object> after) {
      changeIf(() -> true, change, before, after);
    }

    /**
     * The same, if something still holds in that very transaction; false, and nothing is written,
     * where it does not.
     */
    boolean changeIf(
        BooleanSupplier holds,
        Runnable change,
        Map<String, Object> before,
        Map<String, Object> after) {
      return work.inTransaction(() -> {
        if (!holds.getAsBoolean()) {
          return false;
        }
        stillSo.run();
        change.run();
        done(before, after);
        return true;
      });
    }

    /** The same with what follows from it, which comes after the commit and only then. */
    void changeThen(
        Supplier<AfterCommit> change, Map<String, Object> before, Map<String, Object> after) {
      AfterCommit follows =
          work.inTransaction(() -> {
            stillSo.run();
            AfterCommit then = change.get();
            done(before, after);
            return then;
          });
      try {
        follows.run();
      } catch (RuntimeException e) {
        // It is done and on disk; this process takes it over with what others change.
        LOG.error("{} is stored, but what follows from it failed here", name(), e);
      }
    }

    /** Writes that it was done; inside a transaction it is part of it. */
    void done(Map<String, Object> before, Map<String, Object> after) {
      id = repository.append(entry(AuditEntry.DONE, before, after));
    }

    /** Writes that it was asked for and all was so already. */
    void soAlready() {
      repository.append(entry(AuditEntry.SO_ALREADY, Map.of(), Map.of()));
    }

    /** Writes that it was refused; a store that cannot take it does not hide the refusal. */
    void refused(SignalboxException refusal) {
      try {
        repository.append(entry(refusal.code().name(), Map.of(), Map.of()));
      } catch (SignalboxException e) {
        LOG.warn("The refusal of {} could not be audited: {}", name(), e.getMessage());
      }
    }

    private AuditEntry entry(
        String outcome, Map<String, Object> before, Map<String, Object> after) {
      return new AuditEntry(
          0,
          at,
          caller.actor(),
          name(),
          subject,
          outcome,
          reason,
          caller.traceId(),
          before,
          after,
          undoes);
    }
  }
}
