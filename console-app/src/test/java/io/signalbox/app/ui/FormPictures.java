package io.signalbox.app.ui;

import io.signalbox.app.testing.Camera;
import io.signalbox.app.testing.Camera.Shot;
import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.Views;
import io.signalbox.app.ui.control.ChipMenu;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.shell.ShellView;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.provider.ApiCall;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.Leftover;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.PriceBasis;
import io.signalbox.core.provider.PriceEstimate;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.query.Query;
import io.signalbox.core.request.Attempt;
import io.signalbox.core.request.DryRun;
import io.signalbox.core.request.HourlyCost;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestCall;
import io.signalbox.core.request.RequestCost;
import io.signalbox.core.request.RequestKind;
import io.signalbox.core.request.RequestSearch;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.request.SweepReport;
import io.signalbox.core.request.TimelineEntry;
import io.signalbox.core.routing.DecisionRecord;
import io.signalbox.core.template.TemplateSummary;
import io.signalbox.core.testing.ManualTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import jfx.incubator.scene.control.richtext.CodeArea;
import jfx.incubator.scene.control.richtext.TextPos;

/** The forms of Requests and Templates with made-up answers. */
public final class FormPictures {

  private static final String CODE = "INSUFFICIENT_CAPACITY";

  private FormPictures() {}

  public static void take(Camera camera) {
    camera.take(requests("requests-none", 0));
    camera.take(requests("requests-300", 300), scene -> ((Button) scene.lookup("#submit")).fire());
    camera.take(
        requests("requests-history", 300),
        scene -> ((ChipMenu) scene.lookup("#request-back")).getItems().get(3).fire());
    camera.take(requests("requests-sweep", 300), FormPictures::sweep);
    camera.take(requests("requests-sweep-clean", 0), FormPictures::sweep);
    edited(camera, "templates-10000-edited", 10_000);
  }

  /** A month, with a day of trouble and one on which nobody asked. */
  private static List<RequestSearch.Day> days(Instant now) {
    List<RequestSearch.Day> days = new ArrayList<>();
    Instant today = now.truncatedTo(ChronoUnit.DAYS);
    for (int back = 29; back >= 0; back--) {
      Instant day = today.minus(Duration.ofDays(back));
      if (back != 17) {
        days.add(new RequestSearch.Day(day, RequestState.COMPLETE, 30 + back * 7 % 11));
        days.add(new RequestSearch.Day(day, RequestState.FAILED, back == 10 ? 44 : back % 4));
        days.add(new RequestSearch.Day(day, RequestState.PARTIAL, 3 + back % 5));
      }
    }
    return days;
  }

  private static void sweep(Scene scene) {
    ((Button) scene.lookup("#sweep-open")).fire();
  }

  private static SweepReport swept(Instant at, int many) {
    InstanceInfo one =
        new InstanceInfo(
            "i-0963eaafe255ed4c7",
            "",
            MachineState.RUNNING,
            null,
            null,
            at.minusSeconds(4_000),
            "",
            "c6i.xlarge",
            "spot",
            1,
            Map.of(),
            "");
    return many == 0
        ? new SweepReport(true, Map.of(), List.of(), List.of(), "", Map.of(), Map.of())
        : new SweepReport(
            true,
            Map.of("aws-prod-eu-central-1", List.of(one)),
            List.of(machine("req-00000002-71aa", 3, MachineState.RUNNING, at)),
            List.of(),
            "",
            Map.of(
                "aws-prod-eu-central-1",
                List.of(
                    new Leftover(
                        "launch template",
                        "lt-0963eaafe255ed4c7",
                        "no fleet or group uses it",
                        false,
                        ""))),
            Map.of("azure-east-us", "PROVIDER_ERROR: No answer within 20 s; ask it again later"));
  }

  private static Shot requests(String name, int many) {
    ManualTime time = new ManualTime();
    return Shot.of(
        name, () -> buses(time, many).services(time), shell -> open(shell, Place.REQUESTS, time));
  }

  private static void open(ShellView shell, Place place, ManualTime time) {
    shell.go(place, "");
    shell.show(Views.snapshot(time.now(), 312, "aws-us-east-1", "azure-east"));
  }

  /** A file that is being edited and has changed on disk meanwhile. */
  private static void edited(Camera camera, String name, int many) {
    ManualTime time = new ManualTime();
    FakeBuses[] buses = new FakeBuses[1];
    camera.take(
        Shot.of(
            name,
            () -> {
              buses[0] = ManyTemplates.answers(time, many);
              return buses[0].services(time);
            },
            shell -> open(shell, Place.TEMPLATES, time)),
        scene -> {
          ((ToggleButton) scene.lookup("#edit")).fire();
          Label chip = (Label) scene.lookup("#source-instance_type");
          chip.getOnMouseClicked().handle(null);
          CodeArea text = (CodeArea) scene.lookup("#layer-text");
          TextPos place = TextPos.ofLeading(text.getCaretPosition().index(), 0);
          text.replaceText(place, place, "      \"max_instances\": 1200,\n");
          ManyTemplates.change(buses[0], time);
          open((ShellView) scene.getRoot(), Place.TEMPLATES, time);
        });
  }

  private static FakeBuses buses(ManualTime time, int many) {
    List<MachineRequest> requests = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      requests.add(request(time.now(), i));
    }
    return new FakeBuses()
        .on(Query.TemplatesVersion.class, query -> 1L)
        .on(
            Query.ListTemplates.class,
            query ->
                List.of(
                    new TemplateSummary(
                        "web", "web", "", "", "", 5, List.of("east"), List.of(), 1, 0, 0)))
        .on(Query.PreviewRequest.class, query -> dryRun(time.now()))
        .on(
            Query.FindRequests.class,
            query ->
                new RequestSearch.Found(
                    requests.stream().limit(query.limit()).toList(),
                    1_284,
                    100_000,
                    days(time.now())))
        .on(
            Query.ShowRequest.class,
            query ->
                requests.stream()
                    .filter(each -> each.requestId().equals(query.requestId()))
                    .findFirst()
                    .orElseThrow())
        .on(
            Query.RequestTimeline.class,
            query ->
                List.of(
                    new TimelineEntry(time.now(), "intent", true, "10 machines of web", "by ana"),
                    new TimelineEntry(time.now(), "result", false, "Refused", CODE)))
        .on(Query.CallsOfRequest.class, query -> calls(time.now(), query.requestId()))
        .on(
            Query.CostOfRequest.class,
            query ->
                new RequestCost(
                    new HourlyCost(new BigDecimal("3.728"), 16, 0),
                    new BigDecimal("3.961"),
                    new BigDecimal("0.9243"),
                    17,
                    0,
                    Map.of(
                        "aws-us-east-1",
                        new PriceEstimate(
                            new BigDecimal("0.233"),
                            PriceBasis.SPOT_HISTORY,
                            time.now(),
                            time.now(),
                            ""))))
        .on(RequestCommand.Sweep.class, command -> swept(time.now(), many))
        .on(
            RequestCommand.Submit.class,
            command -> requests.isEmpty() ? request(time.now(), 0) : requests.getFirst());
  }

  private static List<RequestCall> calls(Instant at, String requestId) {
    return List.of(
        new RequestCall(
            requestId,
            1,
            "aws-us-east-1",
            new ApiCall(
                "ec2:RunInstances",
                at,
                Duration.ofMillis(212),
                "5f0c2d1e-77aa-4b0e-9c1d-3ae1c07b52f4",
                "InsufficientInstanceCapacity",
                "We currently do not have sufficient c5.large capacity",
                0)),
        new RequestCall(
            requestId,
            1,
            "aws-us-east-1",
            new ApiCall(
                "ec2:DescribeInstances",
                at.plusMillis(480),
                Duration.ofMillis(96),
                "e41d7c06-5a9f-42c3-9d18-b07f3c62a8d1",
                "",
                "",
                2)));
  }

  private static DryRun dryRun(Instant at) {
    return new DryRun(
        new DecisionRecord(
            at,
            "",
            ProviderOperationType.CREATE_INSTANCES,
            "web",
            1,
            DecisionRecord.Authority.POLICY,
            null,
            "aws-us-east-1",
            "Load balanced across 2 providers",
            List.of(),
            List.of(),
            null,
            List.of()),
        null,
        null,
        null,
        5);
  }

  /** One of every state in turn, and returns between them. */
  private static MachineRequest request(Instant now, int number) {
    RequestState state = RequestState.values()[number % RequestState.values().length];
    boolean back = number % 10 == 9;
    String id = (back ? "ret-" : "req-") + String.format("%08d-5b7e", number);
    Instant created = now.minusSeconds(3L + number * 200L);
    int wanted = 2 + number % 9;
    List<Machine> machines = new ArrayList<>();
    for (int i = 0; i < wanted - 1; i++) {
      machines.add(machine(id, i, back ? MachineState.RETURNED : of(state, number), created));
    }
    if (state == RequestState.COMPLETE) {
      machines.add(machine(id, wanted, back ? MachineState.RETURNED : of(state, number), created));
    }
    String code = state == RequestState.PARTIAL || state == RequestState.FAILED ? CODE : "";
    return new MachineRequest(
        id,
        back ? RequestKind.RETURN : RequestKind.ACQUIRE,
        state,
        back ? "" : "load-balanced-aws",
        wanted,
        null,
        "key",
        "night-operator (window)",
        "4f1c0000aa9e029e02",
        created,
        created,
        created.plusSeconds(300),
        state.isFinal() ? created.plusSeconds(40) : null,
        (wanted - 1)
            + " of "
            + wanted
            + " machines running. aws-prod-eu-central-1: no c6i.xlarge spot capacity left in"
            + " eu-central-1b",
        List.of(
            new Attempt(
                1,
                "aws-prod-eu-central-1",
                wanted,
                "key",
                "Chosen by the routing tree: main-line > clouds > aws-prod-eu-central-1",
                "{}",
                Attempt.Outcome.ACCEPTED,
                "fleet-1",
                code,
                code.isEmpty() ? "" : "no c6i.xlarge spot capacity left",
                created,
                created)),
        machines);
  }

  private static MachineState of(RequestState state, int number) {
    return switch (state) {
      case PENDING, IN_PROGRESS -> MachineState.PENDING;
      case ACQUIRING -> MachineState.LAUNCHING;
      case COMPLETE -> number % 2 == 0 ? MachineState.RUNNING : MachineState.RETURNED;
      case PARTIAL, PARTIAL_PENDING -> MachineState.RUNNING;
      case FAILED, CANCELLED, TIMEOUT -> MachineState.TERMINATED;
    };
  }

  private static Machine machine(String request, int number, MachineState state, Instant at) {
    return new Machine(
        "i-0a41f3c20de" + number,
        "host" + number,
        request,
        state == MachineState.RETURNED ? "ret-1" : null,
        "aws-prod-eu-central-1",
        state,
        "10.0.0." + number,
        null,
        at,
        "",
        "c6i.xlarge",
        "spot",
        1,
        Map.of(),
        false,
        "",
        at,
        at);
  }
}
