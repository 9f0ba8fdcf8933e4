package io.signalbox.app.cli.session;

import io.signalbox.core.error.SignalboxException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The shape of every error: code, message, details. */
final class ErrorDocument {

  private ErrorDocument() {}

  static Map<String, Object> of(SignalboxException error) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("code", error.code().name());
    document.put("message", error.getMessage());
    document.put("details", error.details());
    return document;
  }
}
