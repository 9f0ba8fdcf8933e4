package io.signalbox.app.cli.requests;

import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.output.Table;
import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.Inputs;
import io.signalbox.app.cli.session.Session;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.query.Query;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.SweepReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What can be seen of machines, and the sweep. */
@Command(name = "machines", description = "Shows machines and finds those nobody owns.")
public final class MachinesCommand {

  private static final int MOST = 1_000;

  private final CliContext context;

  public MachinesCommand(CliContext context) {
    this.context = context;
  }

  @Command(name = "list", description = "Lists machines, newest first.")
  int list(
      @Option(names = "--request", paramLabel = "ID", description = "Only of this request.")
          @Nullable String request,
      @Option(names = "--all", description = "Those that are gone too.") boolean all,
      @Option(names = "--limit", paramLabel = "N", description = "At most. Default: 1000.")
          @Nullable String limit) {
    int max = limit == null ? MOST : Inputs.count(limit, "--limit", 1);
    try (Session session = context.open()) {
      List<Machine> machines = session.ask(new Query.ListMachines(request, all, max));
      context.print(
          machines.stream().map(RequestDocs::machine).toList(),
          () -> RequestDocs.machines(machines));
      return 0;
    }
  }

  @Command(name = "show", description = "Shows one machine.")
  int show(@Parameters(paramLabel = "ID", description = "Machine id.") String id) {
    try (Session session = context.open()) {
      Machine machine = session.ask(new Query.ShowMachine(id));
      context.print(RequestDocs.machine(machine), () -> RequestDocs.machines(List.of(machine)));
      return 0;
    }
  }

  @Command(
      name = "sweep",
      description = {
        "Finds machines without a request and requests without machines.",
        "Releases at most 20 machines of this installation a pass, and takes away fleets, groups"
            + " and launch templates that nothing needs any more; try --dry-run first."
      })
  int sweep(
      @Option(names = "--dry-run", description = "Says what would be released.") boolean dryRun) {
    if (!dryRun && !context.confirm("Release machines without a request?")) {
      return 0;
    }
    try (Session session = context.open()) {
      SweepReport report = session.execute(new RequestCommand.Sweep(dryRun));
      context.print(document(report), () -> text(report));
      return 0;
    }
  }

  private static Map<String, @Nullable Object> document(SweepReport report) {
    Map<String, @Nullable Object> orphans = new LinkedHashMap<>();
    report
        .orphans()
        .forEach((provider, machines) ->
            orphans.put(provider, machines.stream().map(InstanceInfo::machineId).toList()));
    Map<String, @Nullable Object> leftovers = new LinkedHashMap<>();
    report
        .leftovers()
        .forEach((provider, left) ->
            leftovers.put(
                provider,
                left.stream()
                    .map(each ->
                        Doc.start()
                            .put("kind", each.kind())
                            .put("id", each.id())
                            .put("why", each.why())
                            .put("removed", each.removed())
                            .put("problem", each.problem())
                            .map())
                    .toList()));
    return Doc.start()
        .put("dry_run", report.dryRun())
        .put("orphans", orphans)
        .put("missing", report.missing().stream().map(Machine::machineId).toList())
        .put("released", report.released())
        .put("return_id", report.returnId().isEmpty() ? null : report.returnId())
        .put("leftovers", leftovers)
        .put("skipped", report.skipped())
        .map();
  }

  private static String text(SweepReport report) {
    Table table = Table.of("FOUND", "WHAT", "PROVIDER", "WHY");
    report
        .orphans()
        .forEach((provider, machines) ->
            machines.forEach(machine -> {
              boolean back = report.released().contains(machine.machineId());
              table.row(
                  back ? "being returned" : "without a request",
                  machine.machineId(),
                  provider,
                  machine.state().word() + (back ? ", by " + report.returnId() : ""));
            }));
    for (Machine machine : report.missing()) {
      table.row("missing", machine.machineId(), machine.provider(), "the cloud does not know it");
    }
    report
        .leftovers()
        .forEach((provider, left) ->
            left.forEach(each ->
                table.row(
                    each.removed() ? "removed" : "left over",
                    each.kind() + " " + each.id(),
                    provider,
                    each.problem().isEmpty() ? each.why() : each.why() + "; " + each.problem())));
    report.skipped().forEach((provider, why) -> table.row("not listed", "", provider, why));
    return table.render("Nothing to sweep.");
  }
}
