package io.signalbox.app.ui.routing.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.routing.preview.MemberRow;
import io.signalbox.core.query.ReplayReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplayRowTest {

  @Test
  void winnersAreCountedOnTheMemberThatReachesThem() {
    List<MemberRow> members =
        List.of(member("east", Set.of("east")), member("west-line", Set.of("west", "lab")));
    List<ReplayRow> rows =
        ReplayRow.of(
            members,
            report(Map.of("west", 3, "east", 4, "elsewhere", 2), Map.of("lab", 1, "east", 8)));
    assertThat(rows).extracting(ReplayRow::now).containsExactly(4, 3, 2);
    assertThat(rows).extracting(ReplayRow::proposed).containsExactly(8, 1, 0);
    assertThat(rows.getLast().name()).isEqualTo("not through this strategy");
  }

  @Test
  void ofHundredsThoseThatChangeMostAreToldAndTheRestIsSummed() {
    List<MemberRow> members = new ArrayList<>();
    Map<String, Integer> now = new HashMap<>();
    Map<String, Integer> proposed = new HashMap<>();
    for (int i = 0; i < 500; i++) {
      members.add(member("p-" + i, Set.of("p-" + i)));
      now.put("p-" + i, 1);
      proposed.put("p-" + i, i == 300 ? 9 : 1);
    }
    List<ReplayRow> told = ReplayRow.fold(ReplayRow.of(members, report(now, proposed)));
    assertThat(told).hasSize(12);
    assertThat(told.getFirst().name()).isEqualTo("p-300");
    assertThat(told.getLast().name()).isEqualTo("489 others");
    assertThat(told.getLast().now()).isEqualTo(489);
    assertThat(told.stream().mapToInt(ReplayRow::proposed).sum()).isEqualTo(508);
  }

  private static MemberRow member(String name, Set<String> reaches) {
    return new MemberRow(
        "A",
        0,
        name,
        "",
        new Status(Glyph.Shape.CHECK, "Healthy", "ok"),
        "",
        "",
        1,
        1,
        0.5,
        0.5,
        reaches);
  }

  private static ReplayReport report(Map<String, Integer> now, Map<String, Integer> proposed) {
    return new ReplayReport(
        9,
        9,
        2,
        2,
        9,
        Instant.EPOCH,
        Instant.EPOCH,
        now,
        proposed,
        0,
        0,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        List.of());
  }
}
