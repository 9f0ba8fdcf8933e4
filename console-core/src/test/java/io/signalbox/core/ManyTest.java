package io.signalbox.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.command.Caller;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.query.Query;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.template.ResolvedTemplate;
import io.signalbox.core.template.TemplateSummary;
import io.signalbox.core.testing.Many;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hundreds of providers and thousands of templates are opened, listed, resolved and chosen from by
 * a process with the heap that 60 providers and 300 templates once filled.
 */
final class ManyTest {

  private static final Many MANY = Many.of(500, 10_000);

  @TempDir Path folder;

  @Test
  void fiveHundredProvidersAndTenThousandTemplatesWorkInASmallHeap() throws Exception {
    MANY.writeTo(folder);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ManyTest.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said.lines())
        .contains(
            "10000 templates, 9900 of them at 500 providers",
            "grid-worker-00010 at aws-us-east-1-001: 30 machines at most",
            "no template is odd",
            "500 providers in the snapshot",
            "grid-worker-00199 went to aws-us-west-2-001");
  }

  /** What is asked of the folder, in a process of its own. */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Map<String, String> silent = Map.of("LOG_SILENT", "1");
    try (Signalbox core =
        Signalbox.open(SignalboxOptions.of(Path.of(args[0])).environment(silent).seed(1).build())) {
      List<TemplateSummary> all = core.queries().ask(new Query.ListTemplates(null, null));
      long everywhere =
          all.stream().filter(each -> each.offeredBy().size() == MANY.providers()).count();
      out.println(
          all.size()
              + " templates, "
              + everywhere
              + " of them at "
              + MANY.providers()
              + " providers");
      ResolvedTemplate resolved =
          core.queries().ask(new Query.ShowTemplate(MANY.template(10), MANY.provider(0)));
      out.println(
          resolved.templateId()
              + " at "
              + resolved.provider()
              + ": "
              + resolved.value("max_instances").orElseThrow()
              + " machines at most");
      if (core.queries().ask(new Query.TemplateDiagnostics()).isEmpty()) {
        out.println("no template is odd");
      }
      out.println(
          core.queries().ask(new Query.Snapshot()).providers().size()
              + " providers in the snapshot");
      MachineRequest request =
          core.commands()
              .execute(
                  new RequestCommand.Submit(MANY.template(199), 1, null, null, null),
                  new Caller("many", "trace", false));
      out.println(request.templateId() + " went to " + String.join(", ", request.machinesAt()));
    }
  }
}
