package io.signalbox.core.proof;

import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import io.signalbox.core.command.Caller;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.localcloud.LocalCloud;
import io.signalbox.core.request.DrivenRequest;
import io.signalbox.core.request.MachineLookup;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Machines submitted, waited for and returned through the whole core, by a caller that asks when it
 * is due.
 */
final class AwsTrips implements AutoCloseable {

  private static final Caller WHO = new Caller("traveller (proof)", "trip", false);
  private static final Duration FIRST = Duration.ofMillis(2_500);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int LOOKS = 40;

  private final ManualTime time;
  private final AwsWay way;
  private final Signalbox core;

  AwsTrips(LocalCloud cloud, ManualTime time, Path folder, AwsWay way) throws IOException {
    this.time = time;
    this.way = way;
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"provider": {"providers": [
          {"name": "aws-east", "type": "aws", "config": {
            "region": "%s", "endpoint": "%s",
            "access_key": "${REHEARSAL_KEY}", "secret_key": "${REHEARSAL_SECRET}"}}]},
         "request": {"default_timeout": 600}}
        """
            .formatted(AwsWay.REGION, cloud.endpoint()));
    Files.writeString(
        folder.resolve("templates.json"), "{\"templates\": [" + way.template() + "]}");
    this.core =
        Signalbox.open(
            SignalboxOptions.of(folder)
                .environment(Map.of("REHEARSAL_KEY", "AKIAREHEARSAL", "REHEARSAL_SECRET", "s3cr3t"))
                .time(time)
                .seed(1)
                .build());
  }

  /**
   * Until all run.
   *
   * @return the machines
   */
  List<String> there(int machines) {
    List<String> requests = new ArrayList<>();
    for (int left = machines; left > 0; left -= way.most()) {
      requests.add(
          core.commands()
              .execute(
                  new RequestCommand.Submit(
                      way.name(), Math.min(left, way.most()), null, null, null),
                  WHO)
              .requestId());
    }
    return finished(requests).stream()
        .flatMap(request -> request.machines().stream())
        .map(MachineLookup::reference)
        .toList();
  }

  /** Until all are gone. */
  void back(List<String> machines) {
    finished(
        List.of(
            core.commands()
                .execute(new RequestCommand.ReturnMachines(machines, "done"), WHO)
                .requestId()));
  }

  private List<MachineRequest> finished(List<String> requests) {
    Duration pause = FIRST;
    for (int look = 0; look < LOOKS; look++) {
      time.advance(pause);
      List<MachineRequest> now =
          core.commands().execute(new RequestCommand.Drive(requests, true), WHO).stream()
              .map(DrivenRequest::request)
              .toList();
      if (now.stream().allMatch(each -> each.state().isFinal())) {
        now.stream()
            .filter(each -> each.state() != RequestState.COMPLETE)
            .findFirst()
            .ifPresent(each -> {
              throw new IllegalStateException(each.requestId() + ": " + each.message());
            });
        return now;
      }
      Duration twice = pause.multipliedBy(2);
      pause = twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
    }
    throw new IllegalStateException("Not over after " + LOOKS + " looks: " + requests);
  }

  @Override
  public void close() {
    core.close();
  }
}
