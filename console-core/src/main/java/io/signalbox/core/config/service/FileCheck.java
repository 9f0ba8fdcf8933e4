package io.signalbox.core.config.service;

import io.signalbox.core.config.overlay.Overlay;
import io.signalbox.core.config.reading.ConfigurationReader;
import io.signalbox.core.config.saving.ConfigurationFiles;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.config.table.Declarations;
import io.signalbox.core.error.BlockingCall;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.ProviderFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Checks one configuration file, without an open folder. Stateless. */
public final class FileCheck {

  private FileCheck() {}

  /**
   * What is odd in one file: as the main configuration, or laid over the one that stands beside it;
   * blocks.
   *
   * @param environment reads an environment variable; null result when it is not set
   * @param factories installed provider types by name
   */
  public static List<Diagnostic> validate(
      Path file,
      UnaryOperator<@Nullable String> environment,
      Map<String, ProviderFactory> factories,
      Secrets secrets) {
    BlockingCall.check("configuration");
    List<Diagnostic> told = new ArrayList<>();
    Path full = file.toAbsolutePath();
    Path parent = Objects.requireNonNullElse(full.getParent(), full);
    String name = String.valueOf(full.getFileName());
    Optional<String> base =
        ConfigurationFiles.isMain(name) ? Optional.empty() : ConfigurationFiles.main(parent);
    ObjectNode root = ConfigurationFiles.read(full, List.of(), told);
    if (root != null && isOfAnotherPlugIn(name, root)) {
      told.add(
          Diagnostic.error(
              "OTHER_PROGRAM",
              name + " is the configuration of another program's plug-in, and not read here",
              null,
              name,
              "Its region, endpoint and credentials belong to provider.providers[].config in"
                  + " config.json, its log level to logging.level"));
      return told;
    }
    if (base.isPresent() && root != null) {
      told.add(
          Diagnostic.info(
              "CHECKED_OVER",
              name + " was checked as it is laid over " + base.get() + " beside it",
              null,
              name,
              "To check it alone, put it in a folder of its own"));
      ObjectNode main = ConfigurationFiles.read(parent.resolve(base.get()), List.of(), told);
      root = main == null ? null : Overlay.merge(main, root);
    }
    if (root == null) {
      return told;
    }
    ConfigurationReader reader =
        new ConfigurationReader(
            parent, factories, environment, Map.of(), base.isPresent() ? name : "", secrets);
    reader.read(root, Instant.EPOCH);
    told.addAll(reader.findings().diagnostics());
    return FolderReader.struck(told, secrets);
  }

  /** A file beside templates that has another plug-in's settings and none of ours. */
  private static boolean isOfAnotherPlugIn(String name, ObjectNode root) {
    return name.endsWith("prov_config.json")
        && root.fields().keySet().stream().noneMatch(Declarations.ROOT.keys()::containsKey);
  }
}
