package io.signalbox.core.query;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is put in force again by taking an act back. */
public sealed interface PutBack {

  /** What an operator can hold. */
  enum Kind {
    /** A provider: drained, in maintenance, disabled, enabled. */
    PROVIDER,
    /** A switch, on one of its members. */
    SWITCH,
    /** A circuit: forced open or closed. */
    CIRCUIT,
    /** All traffic, on one provider. */
    ALL
  }

  /**
   * A hold as it was, or none.
   *
   * @param name what is held; empty for all traffic
   * @param value of a provider the word for its state, {@code "drained"}; of a switch its member;
   *     of a circuit {@code "forced open"} or {@code "forced closed"}; of all traffic the provider;
   *     empty where nothing was held
   * @param why the reason it was held for
   * @param until when it ends; null for until lifted
   */
  record Hold(Kind kind, String name, String value, String why, @Nullable Instant until)
      implements PutBack {}

  /**
   * Overrides as they were.
   *
   * @param values by key; null where there was none
   */
  record Settings(Map<String, @Nullable Object> values) implements PutBack {
    public Settings {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /**
   * A file of the configuration folder as it was before it was saved.
   *
   * @param revision of what stands in it now
   * @param before of the version before, which stands beside it
   */
  record SavedFile(String name, String revision, String before) implements PutBack {}
}
