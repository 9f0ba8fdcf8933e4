package io.signalbox.app.cli.session;

import io.signalbox.app.cli.output.OutputFormat;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that stand before or after any subcommand. */
public class GlobalOptions {

  @Option(
      names = "--config-dir",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description =
          "The configuration folder. Default: SIGNALBOX_CONFIG_DIR, else your own folder, filled"
              + " from the sample at the first start.")
  @Nullable Path configDir;

  @Option(
      names = "--env",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description =
          "Lays NAME.json over the configuration, such as production. Default: SIGNALBOX_ENV.")
  @Nullable String environment;

  @Option(
      names = "--read-only",
      scope = ScopeType.INHERIT,
      description =
          "Only observes: changes, drives and checks nothing. Also: SIGNALBOX_READ_ONLY=1, or"
              + " read_only in the configuration.")
  boolean readOnly;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      scope = ScopeType.INHERIT,
      description = "How the answer is written: table, json, csv or yaml. Default: table.")
  OutputFormat format = OutputFormat.TABLE;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Only results and errors: no diagnostics, notes or log lines.")
  boolean quiet;

  @Option(
      names = {"-y", "--yes"},
      scope = ScopeType.INHERIT,
      description = "Answers yes to every question a terminal would be asked.")
  boolean yes;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      scope = ScopeType.INHERIT,
      description = "Why, for the record; some changes require it.")
  String reason = "";

  @Option(
      names = "--force",
      scope = ScopeType.INHERIT,
      description = "Confirms a danger that is refused otherwise, with --reason.")
  boolean force;

  /**
   * Sets an option with a value, as the command line does, of those that short calls have.
   *
   * @return false for any other name
   */
  public boolean take(String name, String value) {
    switch (name) {
      case "--config-dir" -> configDir = Path.of(value);
      case "--env" -> environment = value;
      default -> {
        return false;
      }
    }
    return true;
  }

  /**
   * Sets an option without a value, as the command line does.
   *
   * @return false for any other name
   */
  public boolean flag(String name) {
    switch (name) {
      case "--read-only" -> readOnly = true;
      case "-q", "--quiet" -> quiet = true;
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Of a run that says nothing but its answer. */
  public static GlobalOptions silent(@Nullable Path configDir, @Nullable String environment) {
    GlobalOptions options = new GlobalOptions();
    options.configDir = configDir;
    options.environment = environment;
    options.quiet = true;
    return options;
  }
}
