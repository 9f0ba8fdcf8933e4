package io.signalbox.app.cli.templates;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which file of the layers is edited, and what it must still be. */
final class LayerOptions {

  @Option(names = "--layer", required = true, paramLabel = "FILE", description = "Its file.")
  String layer = "";

  @Option(
      names = "--revision",
      paramLabel = "R",
      description = "Refused if the file is another than 'templates files' told.")
  @Nullable String revision;
}
