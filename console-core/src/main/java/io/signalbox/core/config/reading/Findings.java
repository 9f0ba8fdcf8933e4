package io.signalbox.core.config.reading;

import io.signalbox.core.config.SettingOverride;
import io.signalbox.core.config.SettingValue;
import io.signalbox.core.config.overlay.Overlay;
import io.signalbox.core.config.overlay.OverrideKey;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.Location;
import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.log.Secrets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one reading of a configuration found: diagnostics, and every setting with where it came
 * from.
 */
public final class Findings {

  /** Keys whose values are masked even where no type declares them secret. */
  private static final List<String> SECRET_LIKE =
      List.of(
          "secret",
          "password",
          "passwd",
          "token",
          "apikey",
          "api_key",
          "credential",
          "privatekey",
          "private_key",
          "external_id");

  /**
   * Findings kept of each severity; a file with more of them is told no better by a longer list.
   */
  private static final int MOST = 500;

  private static final Secrets URLS = new Secrets();

  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final Map<Diagnostic.Severity, Integer> found = new EnumMap<>(Diagnostic.Severity.class);
  private final Map<String, SettingValue> values = new LinkedHashMap<>();
  private final Map<String, SettingValue> entries = new LinkedHashMap<>();
  private final Map<String, SettingOverride> overrides;
  private final Set<Location> unset = new HashSet<>();
  private final String overlayFile;

  /**
   * @param overlayFile the overlay's name; empty for none
   */
  Findings(Map<String, SettingOverride> overrides, String overlayFile) {
    this.overrides = overrides;
    this.overlayFile = overlayFile;
  }

  void add(Diagnostic diagnostic) {
    if (found.merge(diagnostic.severity(), 1, Integer::sum) <= MOST) {
      diagnostics.add(diagnostic);
    }
  }

  /** An error, unless the value is told already as a variable that is not set. */
  void error(String code, SourceNode node, String key, String text, String hint) {
    if (!unset.contains(node.location())) {
      report(code, node, key, text, hint);
    }
  }

  /** That a value is a variable that is not set: what else is wrong with it comes of that. */
  void unset(SourceNode node, String key, String text, String hint) {
    report("ENVIRONMENT_MISSING", node, key, text, hint);
    if (node.location() != Overlay.OVERRIDE) {
      unset.add(node.location());
    }
  }

  private void report(String code, SourceNode node, String key, String text, String hint) {
    add(Diagnostic.error(code, at(node.location()) + key + " " + text, place(node), key, hint));
  }

  void warning(String code, Location location, String key, String text, String hint) {
    add(Diagnostic.warning(code, at(location) + key + " " + text, place(location), key, hint));
  }

  void info(String code, Location location, String key, String text) {
    add(Diagnostic.info(code, at(location) + key + " " + text, place(location), key, ""));
  }

  private static String at(Location location) {
    return location == Overlay.OVERRIDE ? "override: " : location + ": ";
  }

  private static @Nullable Location place(SourceNode node) {
    return place(node.location());
  }

  private static @Nullable Location place(Location location) {
    return location == Overlay.OVERRIDE ? null : location;
  }

  /** Keeps a setting for {@code config show}; {@code written} is what stands in the file. */
  void value(String key, SourceNode written, boolean secret, String note) {
    values.put(key, setting(key, written, secret, note));
  }

  /** Keeps where one entry of a setting that is an object comes from, as a member's weight. */
  void entry(String key, SourceNode written, boolean secret) {
    entries.put(key, setting(key, written, secret, ""));
  }

  private SettingValue setting(String key, SourceNode written, boolean secret, String note) {
    Object shown = written.toValue();
    boolean reference = shown instanceof String text && SecretReference.isReference(text);
    if (shown != null && !reference && (secret || isSecretLike(key))) {
      shown = SettingValue.HIDDEN;
    }
    // With a registry of its own, for what is looked for here is written by anybody.
    shown = URLS.strikeValue(shown);
    Location location = written.location();
    String source =
        location == Overlay.OVERRIDE
            ? "override"
            : location.file().equals(overlayFile) ? "overlay" : "file";
    SettingOverride override = overrides.get(overrideKey(key));
    String remark =
        source.equals("override") && override != null
            ? override.who()
                + " at "
                + override.at()
                + (override.why().isEmpty() ? "" : ": " + override.why())
            : note;
    return new SettingValue(
        key, shown, source, source.equals("override") ? null : location, remark);
  }

  /**
   * What an override of a place is called: routing's stand in the provider section, a rule is one.
   */
  private String overrideKey(String key) {
    if (overrides.containsKey(key)
        || !key.startsWith("provider.") && !key.startsWith("providers.")) {
      return OverrideKey.whole(key);
    }
    String rest = key.substring(key.indexOf('.') + 1);
    return rest.startsWith(OverrideKey.ROUTING) ? rest : OverrideKey.ROUTING + rest;
  }

  static boolean isSecretLike(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    for (String word : SECRET_LIKE) {
      if (lower.contains(word)) {
        return true;
      }
    }
    return false;
  }

  void defaultValue(String key, Object value) {
    values.putIfAbsent(key, new SettingValue(key, value, "default", null, ""));
  }

  public List<Diagnostic> diagnostics() {
    List<Diagnostic> all = new ArrayList<>(diagnostics);
    found.forEach((severity, count) -> {
      if (count > MOST) {
        all.add(
            new Diagnostic(
                severity,
                "MORE_FINDINGS",
                "%,d more like these are not listed".formatted(count - MOST),
                null,
                "",
                "Correct those that are"));
      }
    });
    return all;
  }

  Map<String, SettingValue> values() {
    return values;
  }

  Map<String, SettingValue> entries() {
    return entries;
  }

  boolean hasErrors() {
    return diagnostics.stream().anyMatch(d -> d.severity() == Diagnostic.Severity.ERROR);
  }
}
