package io.signalbox.core.command;

import io.signalbox.core.readiness.ReadinessCheck;
import io.signalbox.core.readiness.ReadinessReport;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Checks of the deployment checklist. They change no setting and no traffic, so that a console that
 * is locked runs them; a process that only observes does not: they call providers, and what they
 * find is stored.
 */
public sealed interface ReadinessCommand extends Command<ReadinessReport> {

  /**
   * Begins to run checks, one after another, and answers at once with how they stand; {@code
   * Query.Readiness} tells how far they are. INVALID_STATE while others run, INVALID_INPUT for
   * none.
   */
  record RunChecks(List<ReadinessCheck> checks) implements ReadinessCommand {
    public RunChecks {
      checks = List.copyOf(checks);
    }

    @Override
    public String subject() {
      return checks.stream().map(ReadinessCheck::word).collect(Collectors.joining(", "));
    }
  }

  /** Ends the checks that run in this process; what has ended is kept. */
  record CancelChecks() implements ReadinessCommand {
    @Override
    public String subject() {
      return "readiness";
    }
  }
}
