package io.signalbox.core.routing.selection;

import java.util.Optional;

/**
 * Refuses candidates by a rule of its own, as the last criterion, for {@code custom_filter} naming
 * it. Found through {@link java.util.ServiceLoader}; stateless or thread-safe; never remote.
 */
public interface CandidateFilter {

  /** {@code [A-Za-z0-9][A-Za-z0-9._-]{0,63}}; unique among the installed. */
  String name();

  /** Why the candidate is refused, in a few words; empty when it is not. */
  Optional<String> refuse(SelectionQuestion question, SelectionCandidate candidate);
}
