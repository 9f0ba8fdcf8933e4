package io.signalbox.app.fuzz;

import io.signalbox.core.config.service.FileCheck;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.simulated.SimulatedProviderFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A configuration file, JSON or YAML. */
record ConfigurationTarget(Path folder) implements Target {

  private static final Map<String, ProviderFactory> TYPES =
      Map.of("simulated", new SimulatedProviderFactory());

  @Override
  public String name() {
    return "configuration";
  }

  @Override
  public int share() {
    return 30;
  }

  @Override
  public boolean takes(Input input) throws IOException {
    Path file = folder.resolve(input.name().endsWith(".yaml") ? "config.yaml" : "config.json");
    Files.write(file, input.bytes());
    List<Diagnostic> told =
        FileCheck.validate(
            file, name -> name.equals("HOME") ? "/home/fuzz" : null, TYPES, new Secrets());
    check(told);
    return told.stream().noneMatch(each -> each.severity() == Diagnostic.Severity.ERROR);
  }

  static void check(List<Diagnostic> told) {
    for (Diagnostic each : told) {
      if (each.code().equals("FILE_UNREADABLE")) {
        throw new AssertionError("a parser's own mistake: " + each.message());
      }
      if (each.message().length() > 2_100) {
        throw new AssertionError("a long message: " + each.message().length());
      }
    }
    if (told.size() > 2_000) {
      throw new AssertionError(told.size() + " diagnostics");
    }
  }
}
