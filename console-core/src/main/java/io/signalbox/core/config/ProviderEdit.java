package io.signalbox.core.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of one provider in a file of the configuration folder. Every byte of everything else in
 * the file stays, comments included.
 *
 * <p>Settings are named as in a provider's entry: {@code weight}, {@code capabilities}, {@code
 * config.region}; the type's own may be named without {@code config.} too. A value is of JSON, or a
 * text as it is typed: {@code 2}, {@code true}, {@code a, b}; its declaration says what the text
 * means.
 */
public sealed interface ProviderEdit {

  String provider();

  /** The main file's name or an overlay's; null for the usual one, which each record says. */
  @Nullable String file();

  /** The revision of the file that whoever edits saw; null to edit whatever is there now. */
  @Nullable String revision();

  /**
   * A new provider, written behind the others. Usually into the overlay that is in force, so that
   * other environments do not get it, else into the main file.
   *
   * @param settings {@code type} among them; those that are blank are left out
   */
  record Register(
      String provider,
      Map<String, Object> settings,
      @Nullable String file,
      @Nullable String revision)
      implements ProviderEdit {

    public Register {
      settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** Settings by name only: a value may be a secret that somebody wrote out. */
    @Override
    public String toString() {
      return "Register[" + provider + ", " + settings.keySet() + "]";
    }
  }

  /**
   * Settings of a provider that is configured. Usually where they stand, and those that stand
   * nowhere where the provider does.
   *
   * @param settings null, or blank, takes one out
   */
  record Update(
      String provider,
      Map<String, @Nullable Object> settings,
      @Nullable String file,
      @Nullable String revision)
      implements ProviderEdit {

    /** The same; what may be null in the settings is lost in a constructor's class file. */
    public static Update of(
        String provider,
        Map<String, @Nullable Object> settings,
        @Nullable String file,
        @Nullable String revision) {
      return new Update(provider, settings, file, revision);
    }

    public Update {
      settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** Settings by name only: a value may be a secret that somebody wrote out. */
    @Override
    public String toString() {
      return "Update[" + provider + ", " + settings.keySet() + "]";
    }
  }

  /** Takes a provider out. Usually out of every file in force that has it. */
  record Remove(String provider, @Nullable String file, @Nullable String revision)
      implements ProviderEdit {}
}
