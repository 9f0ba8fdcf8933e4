package io.signalbox.core.localcloud.ec2.fleet;

import io.signalbox.core.localcloud.wire.Asked;
import io.signalbox.core.localcloud.wire.Xml;
import io.signalbox.core.localcloud.world.Group;
import io.signalbox.core.localcloud.world.Group.Event;
import java.time.Instant;

/**
 * What became of a fleet, which EC2 tells of both kinds of fleets alike but for its words.
 *
 * @param id the element that names the fleet
 * @param change type of an event about a machine
 * @param error type of an event that says why there is none
 */
record FleetHistory(String id, String change, String error) {

  void write(Group group, Asked asked, Xml out) {
    Instant since = asked.parameters().time("StartTime", group.madeAt());
    String wanted = asked.parameters().text("EventType").orElse("");
    var shown =
        group.events().stream()
            .filter(each -> !each.at().isBefore(since))
            .filter(each -> wanted.isEmpty() || wanted.equals(type(each)))
            .toList();
    out.items(
        "historyRecordSet",
        shown,
        (item, event) ->
            item.element(
                    "eventInformation",
                    each -> {
                      each.text("eventDescription", event.message())
                          .text("eventSubType", event.code().isEmpty() ? "launched" : event.code());
                      if (!event.machine().isEmpty()) {
                        each.text("instanceId", event.machine());
                      }
                    })
                .text("eventType", type(event))
                .time("timestamp", event.at()));
    out.time("lastEvaluatedTime", asked.at()).text(id, group.id()).time("startTime", since);
  }

  private String type(Event event) {
    return event.code().isEmpty() ? change : error;
  }
}
