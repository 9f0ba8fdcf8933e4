package io.signalbox.app.cli.session;

import io.signalbox.app.cli.output.Texts;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.log.VisibleText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An error as a person reads it: what happened and its code in one sentence, and below it the facts
 * the sentence leaves out.
 */
final class ErrorText {

  /** Where and what a program finds; the sentence says both in words. */
  private static final Set<String> FOR_PROGRAMS = Set.of("field", "found");

  private ErrorText() {}

  /** One line, and one more, indented, for each fact; each with its end. */
  static String of(SignalboxException error) {
    // As facts are shown: one that the sentence says is not said again.
    String message = VisibleText.line(error.getMessage());
    List<String> lines = error.lines();
    StringBuilder text = new StringBuilder("error: ");
    text.append(VisibleText.line(lines.getFirst().strip()));
    text.append(" [").append(error.code()).append("]\n");
    lines.stream()
        .skip(1)
        .forEach(each -> text.append("  ").append(VisibleText.line(each)).append('\n'));
    for (Map.Entry<String, Object> fact : error.details().entrySet()) {
      String shown = Texts.value(fact.getValue());
      if (!FOR_PROGRAMS.contains(fact.getKey())
          && !(fact.getValue() instanceof Boolean)
          && !shown.isBlank()
          && !says(message, fact.getValue())) {
        text.append("  ").append(fact.getKey().replace('_', ' ')).append(": ").append(shown);
        text.append('\n');
      }
    }
    return text.toString();
  }

  private static boolean says(String message, Object fact) {
    if (fact instanceof Iterable<?> items) {
      for (Object item : items) {
        if (!says(message, item)) {
          return false;
        }
      }
      return true;
    }
    String words = message.toLowerCase(Locale.ROOT);
    return words.contains(Texts.value(fact).toLowerCase(Locale.ROOT));
  }
}
