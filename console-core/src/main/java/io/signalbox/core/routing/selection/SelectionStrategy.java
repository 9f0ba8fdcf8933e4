package io.signalbox.core.routing.selection;

import java.util.List;

/**
 * Orders candidates its own way, for {@code selection_policy: CUSTOM} with {@code
 * selection_strategy} naming it. Found through {@link java.util.ServiceLoader}; stateless or
 * thread-safe; never remote, being asked for every operation.
 */
public interface SelectionStrategy {

  /** {@code [A-Za-z0-9][A-Za-z0-9._-]{0,63}}; unique among the installed. */
  String name();

  /**
   * @param candidates accepted ones, in registration order, at least one
   * @return names, the one to be chosen first; those it leaves out come last in registration order,
   *     names that are no candidate's are passed over
   */
  List<String> order(SelectionQuestion question, List<SelectionCandidate> candidates);
}
