package io.signalbox.core;

import io.signalbox.core.log.LogTarget;
import io.signalbox.core.provider.TimeSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How to open a configuration folder; begins with {@link #of}.
 *
 * <p>Nothing of the process is read unasked: no variable of the environment, no system property.
 */
public final class SignalboxOptions {

  private final Path configFolder;
  private final @Nullable String overlay;
  private final Map<String, String> environment;
  private final @Nullable Path stateFolder;
  private final TimeSource time;
  private final boolean background;
  private final boolean readOnly;
  private final long seed;
  private final LogTarget log;

  private SignalboxOptions(Builder given, long seed) {
    this.configFolder = given.configFolder;
    this.overlay = given.overlay;
    this.environment = given.environment;
    this.stateFolder = given.stateFolder;
    this.time = given.time;
    this.background = given.background;
    this.readOnly = given.readOnly;
    this.seed = seed;
    this.log = given.log;
  }

  /**
   * Options for a folder, all others at their defaults.
   *
   * @param configFolder has {@code config.json}, {@code config.yaml} or {@code config.yml}; whether
   *     it can be used is seen when it is opened
   */
  public static Builder of(Path configFolder) {
    return new Builder(configFolder);
  }

  Path configFolder() {
    return configFolder;
  }

  @Nullable String overlay() {
    return overlay;
  }

  Map<String, String> environment() {
    return environment;
  }

  @Nullable Path stateFolder() {
    return stateFolder;
  }

  TimeSource time() {
    return time;
  }

  boolean background() {
    return background;
  }

  boolean readOnly() {
    return readOnly;
  }

  long seed() {
    return seed;
  }

  LogTarget log() {
    return log;
  }

  /** Variables are left out: values may be secrets. */
  @Override
  public String toString() {
    return "SignalboxOptions[" + configFolder + ", " + overlay + "]";
  }

  /** Collects options. Not thread-safe; may be built from several times. */
  public static final class Builder {

    private final Path configFolder;
    private @Nullable String overlay;
    private Map<String, String> environment = Map.of();
    private @Nullable Path stateFolder;
    private TimeSource time = TimeSource.system();
    private boolean background;
    private boolean readOnly;
    private @Nullable Long seed;
    private LogTarget log = LogTarget.ELSEWHERE;

    private Builder(Path configFolder) {
      this.configFolder = configFolder;
    }

    /**
     * The overlay, such as {@code production} for {@code production.yaml}: read over the main file.
     * Default: null, for none. Opening fails with CONFIGURATION_INVALID where there is no such
     * file.
     */
    public Builder overlay(@Nullable String name) {
      this.overlay = name;
      return this;
    }

    /**
     * The variables that {@code ${NAME}} stands for, and those that say something by themselves
     * ({@code HF_LOG_LEVEL}, {@code SIGNALBOX_READ_ONLY}). Default: none; those of the process are
     * {@code System.getenv()}. Kept as it is given, and read again whenever the configuration is.
     */
    public Builder environment(Map<String, String> variables) {
      this.environment = variables;
      return this;
    }

    /**
     * Where state lives instead of {@code storage.path} of the configuration. Default: null, for
     * what the configuration says.
     */
    public Builder stateFolder(@Nullable Path folder) {
      this.stateFolder = folder;
      return this;
    }

    /** The clock of everything. Default: the system's. */
    public Builder time(TimeSource clock) {
      this.time = clock;
      return this;
    }

    /**
     * Whether monitoring, requests, watching of files and rehearsal run by themselves, as a window
     * or server needs, or only what is asked happens. Default: false.
     */
    public Builder background(boolean runsByItself) {
      this.background = runsByItself;
      return this;
    }

    /**
     * Only observe, as with {@code SIGNALBOX_READ_ONLY=1} in the environment or {@code read_only}
     * in the configuration: every change is refused with READ_ONLY, no lease is taken, nothing is
     * driven, checked or written. Default: false.
     */
    public Builder readOnly(boolean observes) {
      this.readOnly = observes;
      return this;
    }

    /**
     * For everything random: the same seed makes the same picks. Ids of requests are drawn from it
     * in a played folder alone; processes that share a store and a seed never share an id. Default:
     * another one for each opening.
     */
    public Builder seed(long number) {
      this.seed = number;
      return this;
    }

    /**
     * What becomes of what the configuration says of the log. Default: nothing, because the program
     * configures the log behind SLF4J by itself.
     */
    public Builder log(LogTarget target) {
      this.log = target;
      return this;
    }

    /** The options; never fails: what is wrong is told by opening. */
    public SignalboxOptions build() {
      // Two processes that pick alike would crowd the same provider.
      long chosen = seed == null ? UUID.randomUUID().getLeastSignificantBits() : seed;
      return new SignalboxOptions(this, chosen);
    }
  }
}
