package io.signalbox.core.config.source;

import java.util.ArrayList;
import java.util.List;

/** Tells the errors that an edit brings into a file from those that were in it. Stateless. */
public final class NewErrors {

  private NewErrors() {}

  /** Lines move with an edit; what is wrong and with which key does not. */
  public static List<Diagnostic> among(List<Diagnostic> is, List<Diagnostic> was) {
    List<Diagnostic> fresh = new ArrayList<>(is);
    fresh.removeIf(each -> each.severity() != Diagnostic.Severity.ERROR);
    for (Diagnostic known : was) {
      fresh.stream()
          .filter(each -> each.code().equals(known.code()) && each.key().equals(known.key()))
          .findFirst()
          .ifPresent(fresh::remove);
    }
    return fresh;
  }
}
