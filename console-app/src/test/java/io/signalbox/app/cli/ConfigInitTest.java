package io.signalbox.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.cli.session.ConfigFolders;
import io.signalbox.app.testing.CliRun;
import io.signalbox.app.testing.CliRun.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A configuration to begin with, where a configuration goes, and what is done without a display.
 */
final class ConfigInitTest {

  @TempDir Path folder;

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aConfigurationIsWrittenForItsOwnerAlone() throws IOException {
    Path made = folder.resolve("new/config");
    assertThat(new Shell(made).run("config", "init").status).isZero();
    for (String name : new String[] {"config.yaml", "templates.json"}) {
      assertThat(Files.getPosixFilePermissions(made.resolve(name)))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
    assertThat(Files.getPosixFilePermissions(made))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void itHasNoDiagnosticIsDocumentedAndGivesMachines() throws IOException {
    Shell shell = new Shell(folder.resolve("c"));
    shell.run("config", "init");
    CliRun valid = shell.run("config", "validate", "--strict");
    assertThat(valid.status).as(valid.out + valid.err).isZero();
    assertThat(valid.out).isEqualTo("Valid.\n");
    assertThat(Files.readString(folder.resolve("c/config.yaml")).lines())
        .filteredOn(line -> line.strip().startsWith("#"))
        .hasSizeGreaterThan(10);
    CliRun dry = shell.run("requests", "submit", "small", "1", "--dry-run");
    assertThat(dry.status).as(dry.err).isZero();
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    CliRun.write(folder, "config.json", "{}");
    CliRun run = new Shell(folder).run("config", "init");
    assertThat(run.status).isEqualTo(4);
    assertThat(run.error().get("message").asText()).contains("config.json", "nothing was written");
    assertThat(folder).isDirectoryNotContaining("glob:**/config.yaml");

    Path other = folder.resolve("other");
    CliRun.write(other, "templates.json", "[]");
    assertThat(new Shell(other).run("config", "init").status).isEqualTo(4);
    assertThat(other.resolve("templates.json")).hasContent("[]");

    Shell again = new Shell(folder.resolve("again"));
    again.run("config", "init");
    CliRun second = again.run("config", "init");
    assertThat(second.status).isZero();
    assertThat(second.err).contains("So already");
  }

  @Test
  void anEmptyHomeIsNoHomeAndTheCurrentFolderNeverIs() {
    String known = System.getProperty("user.home", "");
    assertThat(ConfigFolders.ownFolder("Linux", Map.of("HOME", "")))
        .isEqualTo(Path.of(known, ".config", "signalbox"));
    assertThat(ConfigFolders.ownFolder("Linux", Map.of("HOME", "relative", "XDG_CONFIG_HOME", "x")))
        .isEqualTo(Path.of(known, ".config", "signalbox"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void withoutADisplayNoPicturesAreLeftInTheCurrentFolder() {
    CliRun.write(
        folder,
        "config.json",
        "{\"provider\": {\"providers\": [{\"name\": \"a\", \"type\": \"simulated\"}]}}");
    CliRun run = new Shell(folder).run();
    assertThat(run.status).as(run.err).isZero();
    assertThat(run.err).contains("No display", "signalbox snapshot --out DIR");
    assertThat(run.out).contains("1 provider");
    assertThat(Path.of("signalbox-snapshots")).doesNotExist();
  }

  @Test
  void aByteOrderMarkIsNoPartOfAFile() {
    CliRun.write(
        folder,
        "config.json",
        "{\"provider\": {\"providers\": [{\"name\": \"a\", \"type\": \"simulated\"}]}}");
    CliRun.write(folder, "templates.json", "[{\"template_id\": \"t\"}]");
    CliRun.write(
        folder, "ask.json", "\uFEFF{\"template\": {\"templateId\": \"t\", \"machineCount\": 1}}");
    CliRun run =
        new Shell(folder).run("requestMachines", "-f", folder.resolve("ask.json").toString());
    assertThat(run.status).as(run.err).isZero();
    assertThat(run.json().get("requestId").asText()).startsWith("req-");
  }

  @Test
  void aDryRunEndsAsTheRunWould() {
    CliRun.write(
        folder,
        "config.json",
        "{\"provider\": {\"providers\": [{\"name\": \"a\", \"type\": \"simulated\", \"simulates\":"
            + " \"aws\"}]}}");
    CliRun.write(
        folder,
        "templates.json",
        "[{\"template_id\": \"t\", \"provider_api\": \"SpotFleet\", \"price_type\":"
            + " \"ondemand\"}]");
    Shell shell = new Shell(folder);
    CliRun dry = shell.run("requests", "submit", "t", "1", "--dry-run");
    CliRun run = shell.run("requests", "submit", "t", "1");
    assertThat(run.status).as(run.err).isEqualTo(2);
    assertThat(dry.status).isEqualTo(run.status);
    assertThat(dry.error().get("code")).isEqualTo(run.error().get("code"));
  }
}
