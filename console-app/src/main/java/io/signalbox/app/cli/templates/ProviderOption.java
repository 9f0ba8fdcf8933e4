package io.signalbox.app.cli.templates;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** For which provider a template is looked at. */
final class ProviderOption {

  @Option(
      names = "--provider",
      paramLabel = "P",
      description = "Default: the pinned, else the default, else the first that offers it.")
  @Nullable String provider;
}
