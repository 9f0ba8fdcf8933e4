package io.signalbox.core.query.undo;

import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.query.PutBack;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an act changed: one hold, settings that are overridden at run time, or a file.
 *
 * @param hold null for a setting or a file
 * @param file whether it is a file
 * @param name what is held, the override's key, or the file's name
 */
record Touched(PutBack.@Nullable Kind hold, boolean file, String name) {

  static final String UNDO = "Undo";

  private static final String STATE = "state";
  private static final String SWITCH = "at";
  private static final String MEMBER = "held on";
  private static final String CIRCUIT = "circuit";
  private static final String ACTIVE = "active";

  private static final Set<String> HOLDS =
      Set.of(
          "Drain",
          "Maintain",
          "Disable",
          "Enable",
          "Resume",
          "Activate",
          "ReturnToAutomatic",
          "ForceCircuit");

  /** Commands that change overrides. */
  static final Set<String> SETTINGS =
      Set.of(
          "ChangeSettings",
          "RevertSettings",
          "SetPolicy",
          "SetWeights",
          "Update",
          "RemoveOverride",
          "SetRule",
          "RemoveRule");

  /** Commands that save a file. */
  private static final Set<String> FILES =
      Set.of("Save", "Edit", "UpdateProvider", "RemoveProvider");

  private static final String FILE = "file";
  private static final String REVISION = "revision";

  /** Commands whose acts can be taken back, by their names in the audit. */
  static final Set<String> ACTIONS =
      Stream.of(HOLDS, SETTINGS, FILES, Set.of(UNDO))
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  /** What the act changed; empty where it is nothing that is put back. */
  static Set<Touched> by(AuditEntry act) {
    if (!act.isDone() || !ACTIONS.contains(act.action())) {
      return Set.of();
    }
    if (!SETTINGS.contains(act.action())) {
      if (act.after().containsKey(REVISION) && act.before().containsKey(REVISION)) {
        return Set.of(new Touched(null, true, String.valueOf(act.after().get(FILE))));
      }
      if (act.after().containsKey(STATE)) {
        return Set.of(new Touched(PutBack.Kind.PROVIDER, false, act.subject()));
      }
      if (act.after().containsKey(MEMBER)) {
        return Set.of(
            new Touched(PutBack.Kind.SWITCH, false, String.valueOf(act.after().get(SWITCH))));
      }
      if (act.after().containsKey(CIRCUIT)) {
        return Set.of(new Touched(PutBack.Kind.CIRCUIT, false, act.subject()));
      }
      if (act.after().containsKey(ACTIVE)) {
        return Set.of(new Touched(PutBack.Kind.ALL, false, ""));
      }
      if (HOLDS.contains(act.action()) || FILES.contains(act.action())) {
        // An older program's.
        return Set.of();
      }
    }
    Set<Touched> settings = new LinkedHashSet<>();
    act.after().keySet().forEach(key -> settings.add(new Touched(null, false, key)));
    return settings;
  }

  /** Where a hold's value stands among what an entry says of before and after. */
  static String key(PutBack.Kind kind) {
    return switch (kind) {
      case PROVIDER -> STATE;
      case SWITCH -> MEMBER;
      case CIRCUIT -> CIRCUIT;
      case ALL -> ACTIVE;
    };
  }

  /** As messages name it. */
  String words() {
    PutBack.Kind kind = hold;
    if (kind == null) {
      return name;
    }
    return switch (kind) {
      case PROVIDER, SWITCH -> name;
      case CIRCUIT -> "The circuit of " + name;
      case ALL -> "The active provider";
    };
  }
}
