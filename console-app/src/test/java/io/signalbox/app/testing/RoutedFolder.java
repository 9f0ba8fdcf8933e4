package io.signalbox.app.testing;

import io.signalbox.app.testing.CliRun.Shell;
import java.nio.file.Path;

/**
 * A configuration whose routing is a chain over a balancer: east and west three to one, then lab.
 */
public final class RoutedFolder {

  private RoutedFolder() {}

  /** Writes it and answers a shell on it. */
  public static Shell shell(Path folder) {
    CliRun.write(
        folder,
        "config.json",
        """
        {"provider": {
          "providers": [
            {"name": "east", "type": "simulated", "simulates": "aws"},
            {"name": "west", "type": "simulated", "simulates": "aws"},
            {"name": "lab", "type": "simulated"}],
          "routing": {"root": "main-line", "strategies": {
            "main-line": {"kind": "failover", "mode": "CIRCUIT_BREAKER",
              "members": ["clouds", "lab"]},
            "clouds": {"kind": "balance", "algorithm": "WEIGHTED_ROUND_ROBIN",
              "members": ["east", "west"], "weights": {"east": 3, "west": 1}}}}}}
        """);
    CliRun.write(
        folder,
        "templates.json",
        """
        {"templates": [{"template_id": "web", "max_instances": 50}]}
        """);
    return new Shell(folder);
  }
}
