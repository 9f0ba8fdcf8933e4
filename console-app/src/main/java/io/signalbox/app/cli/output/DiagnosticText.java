package io.signalbox.app.cli.output;

import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.log.VisibleText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A diagnostic as one line for a person, and as a document. */
public final class DiagnosticText {

  private DiagnosticText() {}

  public static String line(Diagnostic diagnostic) {
    StringBuilder line = new StringBuilder();
    line.append(diagnostic.severity().name().toLowerCase(Locale.ROOT)).append(": ");
    // Some messages begin with their place already.
    if (diagnostic.location() != null
        && !diagnostic.message().startsWith(diagnostic.location().file() + ":")) {
      line.append(diagnostic.location()).append(": ");
    }
    line.append(diagnostic.message());
    if (!diagnostic.hint().isEmpty() && !diagnostic.message().contains(diagnostic.hint())) {
      line.append(" (").append(diagnostic.hint()).append(')');
    }
    return VisibleText.line(line.append(" [").append(diagnostic.code()).append(']').toString());
  }

  /** One line each. */
  public static String lines(List<Diagnostic> diagnostics) {
    StringBuilder text = new StringBuilder();
    diagnostics.forEach(each -> text.append(line(each)).append('\n'));
    return text.toString();
  }

  /** Whether it makes a check end badly: an error does, and where it is strict a warning too. */
  public static boolean fails(Diagnostic diagnostic, boolean strict) {
    return switch (diagnostic.severity()) {
      case ERROR -> true;
      case WARNING -> strict;
      case INFO -> false;
    };
  }

  /** The file it is about, or the key. */
  public static String place(Diagnostic diagnostic) {
    return diagnostic.location() == null ? diagnostic.key() : diagnostic.location().file();
  }

  public static Map<String, Object> document(Diagnostic diagnostic) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT));
    document.put("code", diagnostic.code());
    document.put("message", diagnostic.message());
    if (diagnostic.location() != null) {
      document.put("file", diagnostic.location().file());
      document.put("line", diagnostic.location().line());
      document.put("column", diagnostic.location().column());
    }
    if (!diagnostic.key().isEmpty()) {
      document.put("key", diagnostic.key());
    }
    if (!diagnostic.hint().isEmpty()) {
      document.put("hint", diagnostic.hint());
    }
    return document;
  }
}
