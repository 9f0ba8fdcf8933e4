package io.signalbox.core.config.source;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Tells the errors, or other findings, that an edit brings into a file from those that were in it.
 * Stateless.
 */
public final class NewErrors {

  private NewErrors() {}

  public static List<Diagnostic> among(List<Diagnostic> is, List<Diagnostic> was) {
    return among(is, was, each -> each.severity() == Diagnostic.Severity.ERROR);
  }

  /**
   * Lines move with an edit; what is wrong and with which key does not.
   *
   * @param counts which are asked for
   */
  public static List<Diagnostic> among(
      List<Diagnostic> is, List<Diagnostic> was, Predicate<Diagnostic> counts) {
    List<Diagnostic> fresh = new ArrayList<>(is);
    fresh.removeIf(counts.negate());
    for (Diagnostic known : was) {
      fresh.stream()
          .filter(each -> each.code().equals(known.code()) && each.key().equals(known.key()))
          .findFirst()
          .ifPresent(fresh::remove);
    }
    return fresh;
  }
}
