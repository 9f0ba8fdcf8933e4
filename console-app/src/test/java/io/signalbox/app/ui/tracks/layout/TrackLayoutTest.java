package io.signalbox.app.ui.tracks.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.signalbox.app.testing.LongerWords;
import io.signalbox.app.ui.tracks.FakeTracks;
import io.signalbox.app.ui.tracks.layout.TrackPicture.Box;
import io.signalbox.app.ui.tracks.layout.TrackPicture.Ending;
import io.signalbox.app.ui.tracks.layout.TrackPicture.Line;
import io.signalbox.app.ui.tracks.layout.TrackPicture.Look;
import io.signalbox.app.ui.tracks.layout.TrackPicture.Platform;
import io.signalbox.app.ui.tracks.layout.TrackPicture.Point;
import io.signalbox.app.ui.tracks.layout.TrackPicture.Words;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.routing.SwitchChange;
import io.signalbox.core.routing.failover.CircuitView.State;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.TrackMember;
import io.signalbox.core.snapshot.TrackNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The picture's geometry: legible whatever the tree. */
class TrackLayoutTest {

  private static final double WIDTH = 904;
  private static final double HEIGHT = 645;

  static Stream<Arguments> trees() {
    return Stream.of(
        Arguments.of("2", FakeTracks.two()),
        Arguments.of("5, two switches on one", FakeTracks.sample()),
        Arguments.of("5, held", FakeTracks.sampleHeld()),
        Arguments.of("12, nested", FakeTracks.nested(12)),
        Arguments.of("60, nested", FakeTracks.nested(60)),
        Arguments.of("2, no tree", FakeTracks.policy(2)),
        Arguments.of("12, no tree", FakeTracks.policy(12)),
        Arguments.of("60, no tree", FakeTracks.policy(60)),
        Arguments.of("60 in 20 switches", many(20)),
        Arguments.of("a provider shared from afar", shared()),
        Arguments.of("a strategy shared", sharedStrategy()));
  }

  private static TrackLayout.Wish wish(boolean fold, Set<String> open) {
    return new TrackLayout.Wish(WIDTH, HEIGHT, fold, false, open, Set.of(), null, FakeTracks.AT);
  }

  static Stream<Arguments> pictures() {
    return trees()
        .flatMap(tree -> {
          ConsoleSnapshot view = (ConsoleSnapshot) tree.get()[1];
          return Stream.of(
              Arguments.of(tree.get()[0] + ", fit", TrackLayout.of(view, wish(true, Set.of()))),
              Arguments.of(tree.get()[0] + ", 100 %", TrackLayout.of(view, wish(false, Set.of()))),
              Arguments.of(
                  tree.get()[0] + ", opened",
                  TrackLayout.of(view, wish(true, Set.of("clouds", "policy")))),
              Arguments.of(
                  tree.get()[0] + ", narrow",
                  TrackLayout.of(
                      view,
                      new TrackLayout.Wish(
                          560, 400, true, false, Set.of(), Set.of(), null, FakeTracks.AT))),
              Arguments.of(
                  tree.get()[0] + ", in longer words",
                  TrackLayout.of(
                      view,
                      new TrackLayout.Wish(
                          848, 300, true, false, Set.of(), Set.of(), null, FakeTracks.AT),
                      LongerWords::longer)),
              Arguments.of(
                  tree.get()[0] + ", preview",
                  TrackLayout.of(
                      view,
                      new TrackLayout.Wish(
                          WIDTH,
                          HEIGHT,
                          true,
                          false,
                          Set.of(),
                          Set.of("azure-east-us"),
                          FakeTracks.preview(
                              new SwitchChange(
                                  SwitchChange.Kind.MAKE_ACTIVE, "azure-east-us", "west-line")),
                          FakeTracks.AT))));
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pictures")
  void noTextTouchesAnother(String name, TrackPicture picture) {
    Map<String, Box> boxes = new LinkedHashMap<>();
    picture.words().forEach(each -> boxes.put(each.key() + " '" + each.text() + "'", each.box()));
    picture.chips().forEach(each -> boxes.put("chip " + each.key(), each.box()));
    picture.notes().forEach(each -> boxes.put("note " + each.key(), each.box()));
    List<String> touching = new ArrayList<>();
    List<Map.Entry<String, Box>> all = List.copyOf(boxes.entrySet());
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) {
        if (all.get(i).getValue().overlaps(all.get(j).getValue())) {
          touching.add(all.get(i) + " and " + all.get(j));
        }
      }
    }
    assertThat(touching).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pictures")
  void textsStandOnTheCanvasAndOnNoForeignPlate(String name, TrackPicture picture) {
    Box canvas = new Box(0, 0, picture.width(), picture.height());
    for (Words words : picture.words()) {
      assertInside(canvas, words.box(), words.text());
    }
    picture.chips().forEach(each -> assertInside(canvas, each.box(), each.key()));
    picture.notes().forEach(each -> assertInside(canvas, each.box(), each.key()));
    picture.plates().forEach(each -> assertInside(canvas, each.box(), each.key()));
    picture.platforms().forEach(each -> assertInside(canvas, each.box(), each.key()));
    for (Platform platform : picture.platforms()) {
      for (Words words : picture.words()) {
        boolean own =
            words.key().equals(platform.key()) || words.key().startsWith(platform.key() + " ");
        boolean beside = words.box().right() < platform.box().x();
        if (own && !beside) {
          assertInside(platform.box(), words.box(), words.text());
        } else {
          assertThat(words.box().overlaps(platform.box()))
              .as("%s on %s", words.text(), platform.key())
              .isFalse();
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pictures")
  void platesAndPlatformsKeepApart(String name, TrackPicture picture) {
    List<Box> boxes = new ArrayList<>();
    picture.plates().forEach(each -> boxes.add(each.box()));
    picture.platforms().forEach(each -> boxes.add(each.box()));
    boxes.add(picture.requests());
    for (int i = 0; i < boxes.size(); i++) {
      for (int j = i + 1; j < boxes.size(); j++) {
        assertThat(boxes.get(i).overlaps(boxes.get(j)))
            .as("%s and %s", boxes.get(i), boxes.get(j))
            .isFalse();
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pictures")
  void linesBendAtFortyFiveDegreesAndStayOnTheCanvas(String name, TrackPicture picture) {
    for (Line line : picture.lines()) {
      for (int i = 0; i < line.points().size(); i++) {
        Point point = line.points().get(i);
        assertThat(point.x()).as(line.key()).isBetween(0.0, picture.width());
        assertThat(point.y()).as(line.key()).isBetween(0.0, picture.height());
        if (i > 0) {
          double across = Math.abs(point.x() - line.points().get(i - 1).x());
          double up = Math.abs(point.y() - line.points().get(i - 1).y());
          assertThat(across < 1 || up < 1 || Math.abs(across - up) < 1)
              .as("%s from %s to %s", line.key(), line.points().get(i - 1), point)
              .isTrue();
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pictures")
  void linesDoNotCrossWhereNothingIsSharedFromAfar(String name, TrackPicture picture) {
    org.junit.jupiter.api.Assumptions.assumeFalse(name.contains("shared"));
    for (Line one : picture.lines()) {
      for (Line other : picture.lines()) {
        if (one.key().compareTo(other.key()) < 0) {
          assertThat(cross(one.points(), other.points()))
              .as("%s and %s", one.key(), other.key())
              .isFalse();
        }
      }
    }
  }

  private static boolean cross(List<Point> one, List<Point> other) {
    for (int i = 0; i + 1 < one.size(); i++) {
      for (int j = 0; j + 1 < other.size(); j++) {
        double a = side(one.get(i), one.get(i + 1), other.get(j));
        double b = side(one.get(i), one.get(i + 1), other.get(j + 1));
        double c = side(other.get(j), other.get(j + 1), one.get(i));
        double d = side(other.get(j), other.get(j + 1), one.get(i + 1));
        if (a * b < -1 && c * d < -1) {
          return true;
        }
      }
    }
    return false;
  }

  private static double side(Point from, Point to, Point at) {
    return (to.x() - from.x()) * (at.y() - from.y()) - (to.y() - from.y()) * (at.x() - from.x());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pictures")
  void everyKeyIsUsedOnce(String name, TrackPicture picture) {
    assertThat(picture.lines().stream().map(Line::key)).doesNotHaveDuplicates();
    assertThat(picture.words().stream().map(Words::key)).doesNotHaveDuplicates();
    assertThat(picture.platforms().stream().map(Platform::key)).doesNotHaveDuplicates();
    assertThat(picture.plates().stream().map(TrackPicture.Plate::key)).doesNotHaveDuplicates();
  }

  @Test
  void noTextIsSmallerThanTwelvePixels() {
    assertThat(Look.values()).allMatch(look -> look.size() >= 12);
  }

  @Test
  void widthIsTheShare() {
    TrackPicture picture = TrackLayout.of(FakeTracks.sample(), wish(true, Set.of()));
    assertThat(line(picture, "l:clouds>p:aws-us-east-1").width()).isEqualTo(24 * 0.6);
    assertThat(line(picture, "l:clouds>p:aws-us-east-1").tone()).isEqualTo("s1");
    assertThat(line(picture, "l:clouds>s:west-line").tone())
        .as("all goes to west-2")
        .isEqualTo("s2");
    assertThat(line(picture, "l:main-line>s:clouds").tone()).as("mixed").isEqualTo("neutral");
    Line standby = line(picture, "l:main-line>p:sim-lab");
    assertThat(standby.idle()).isTrue();
    assertThat(standby.width()).isEqualTo(2);
  }

  @Test
  void closedLineHasABufferStopAndSaysWhoWhenAndWhy() {
    TrackPicture picture = TrackLayout.of(FakeTracks.sample(), wish(true, Set.of()));
    Line closed = line(picture, "l:main-line>p:k8s-onprem");
    assertThat(closed.stop()).isNotNull();
    assertThat(closed.stoppedByOperator()).isTrue();
    assertThat(picture.notes())
        .singleElement()
        .satisfies(note -> {
          assertThat(note.title()).endsWith("by night-operator");
          assertThat(note.text()).isEqualTo("Since 14:27, until lifted\nINC-3117");
        });
    Line tripped =
        line(
            TrackLayout.of(FakeTracks.sampleHeld(), wish(true, Set.of())),
            "l:west-line>p:aws-us-west-2");
    assertThat(tripped.stop()).isNotNull();
    assertThat(tripped.stoppedByOperator()).as("automation did it").isFalse();
  }

  @Test
  void sharedProviderStandsOnceWithSeveralLines() {
    TrackPicture picture = TrackLayout.of(FakeTracks.sample(), wish(true, Set.of()));
    assertThat(picture.platforms())
        .filteredOn(each -> each.subject().equals("azure-east-us"))
        .hasSize(1);
    assertThat(picture.lines())
        .extracting(Line::key)
        .contains("l:west-line>p:azure-east-us", "l:clouds>p:azure-east-us");
  }

  @Test
  void twelveAreDrawnOneByOne() {
    TrackPicture picture = TrackLayout.of(FakeTracks.nested(12), wish(true, Set.of()));
    assertThat(picture.compact()).isTrue();
    assertThat(picture.platforms()).hasSize(12).allMatch(each -> each.ending() == Ending.PROVIDER);
    assertThat(picture.width()).isCloseTo(WIDTH, within(0.01));
    assertThat(picture.height()).isLessThanOrEqualTo(HEIGHT);
  }

  @Test
  void threeLevelsNeedNoScrollingInTheSmallestWindow() {
    TrackPicture picture =
        TrackLayout.of(
            FakeTracks.sample(),
            new TrackLayout.Wish(848, 300, true, false, Set.of(), Set.of(), null, FakeTracks.AT));
    assertThat(picture.width()).isCloseTo(848, within(0.01));
  }

  @Test
  void ofSixtyWhatNeedsALookStaysVisible() {
    TrackPicture picture = TrackLayout.of(FakeTracks.nested(60), wish(true, Set.of()));
    assertThat(picture.height()).isLessThanOrEqualTo(HEIGHT);
    assertThat(picture.words())
        .extracting(Words::text)
        .anyMatch(text -> text.matches("\\d+ more, all healthy"));
    assertThat(picture.words())
        .extracting(Words::text)
        .contains("Unhealthy", "Degraded", "Maintenance", "Unknown");
  }

  @Test
  void groupSaysTheWorstFirst() {
    List<ProviderView> views = new ArrayList<>();
    List<TrackMember> legs = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      views.add(
          FakeTracks.provider(
              FakeTracks.name(i),
              i,
              i < 40 ? HealthState.UNHEALTHY : HealthState.HEALTHY,
              0,
              null));
      legs.add(FakeTracks.weighted(FakeTracks.leaf(FakeTracks.name(i)), 1, 0));
    }
    ConsoleSnapshot view = FakeTracks.of(FakeTracks.balance("all", legs), views, 0, 0, null);
    TrackPicture picture = TrackLayout.of(view, wish(true, Set.of()));
    assertThat(picture.words())
        .extracting(Words::text)
        .anyMatch(text -> text.matches("\\d+ unhealthy(, 20 healthy)?"));
  }

  @Test
  void openedGroupShowsAllAndCanBeClosedAgain() {
    TrackPicture picture = TrackLayout.of(FakeTracks.nested(60), wish(true, Set.of("clouds")));
    assertThat(picture.platforms())
        .filteredOn(each -> each.subject().equals("clouds"))
        .singleElement()
        .satisfies(each -> assertThat(each.ending()).isEqualTo(Ending.FEWER));
    assertThat(picture.platforms())
        .filteredOn(each -> each.ending() == Ending.PROVIDER)
        .hasSizeGreaterThan(41);
  }

  @Test
  void whatIsSelectedNeverVanishesInAGroup() {
    String name = FakeTracks.name(17);
    TrackPicture picture =
        TrackLayout.of(
            FakeTracks.nested(60),
            new TrackLayout.Wish(
                WIDTH, HEIGHT, true, false, Set.of(), Set.of(name), null, FakeTracks.AT));
    assertThat(picture.platforms()).anyMatch(each -> each.subject().equals(name));
  }

  @Test
  void previewStandsOnLineAndPlatform() {
    TrackPicture picture =
        TrackLayout.of(
            FakeTracks.sample(),
            new TrackLayout.Wish(
                WIDTH,
                HEIGHT,
                true,
                false,
                Set.of(),
                Set.of(),
                FakeTracks.preview(
                    new SwitchChange(SwitchChange.Kind.MAKE_ACTIVE, "azure-east-us", "west-line")),
                FakeTracks.AT));
    assertThat(picture.words())
        .filteredOn(each -> each.look() == Look.PREVIEW)
        .extracting(Words::key, Words::text)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("l:west-line>p:aws-us-west-2 →", "20 → 0\u2009%"),
            org.assertj.core.groups.Tuple.tuple("l:west-line>p:azure-east-us →", "0 → 20\u2009%"),
            org.assertj.core.groups.Tuple.tuple("p:aws-us-west-2 →", "20 → 0\u2009%"),
            org.assertj.core.groups.Tuple.tuple("p:azure-east-us →", "20 → 40\u2009%"));
    assertThat(line(picture, "l:west-line>p:azure-east-us").preview()).isEqualTo(24 * 0.2);
    assertThat(line(picture, "l:west-line>p:aws-us-west-2").preview()).isZero();
  }

  @Test
  void providersOutsideTheTreeStandBelowIt() {
    ConsoleSnapshot two = FakeTracks.two();
    List<ProviderView> views = new ArrayList<>(two.providers());
    views.add(FakeTracks.healthy("spare", 2, 0));
    TrackPicture picture =
        TrackLayout.of(
            FakeTracks.of(two.tracks(), views, FakeTracks.OPS, 12, null), wish(true, Set.of()));
    assertThat(picture.platforms()).anyMatch(each -> each.subject().equals("spare"));
    assertThat(picture.words()).extracting(Words::text).contains("no line of the tree leads here");
  }

  private static void assertInside(Box outer, Box inner, String what) {
    assertThat(inner.x()).as(what).isGreaterThanOrEqualTo(outer.x());
    assertThat(inner.y()).as(what).isGreaterThanOrEqualTo(outer.y());
    assertThat(inner.right()).as(what).isLessThanOrEqualTo(outer.right());
    assertThat(inner.bottom()).as(what).isLessThanOrEqualTo(outer.bottom());
  }

  private static Line line(TrackPicture picture, String key) {
    return picture.lines().stream()
        .filter(each -> each.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  /** A bar over so many switches of three. */
  private static ConsoleSnapshot many(int switches) {
    List<ProviderView> views = new ArrayList<>();
    List<TrackMember> legs = new ArrayList<>();
    for (int i = 0; i < switches; i++) {
      for (int j = 0; j < 3; j++) {
        views.add(
            FakeTracks.healthy(FakeTracks.name(3 * i + j), 3 * i + j, j == 0 ? 1.0 / switches : 0));
      }
      legs.add(
          FakeTracks.weighted(
              FakeTracks.failover(
                  "line-" + i,
                  FakeTracks.name(3 * i),
                  null,
                  FakeTracks.guarded(
                      FakeTracks.leaf(FakeTracks.name(3 * i)), 0, 1.0 / switches, State.CLOSED, 0),
                  FakeTracks.guarded(
                      FakeTracks.leaf(FakeTracks.name(3 * i + 1)), 1, 0, State.CLOSED, 0),
                  FakeTracks.guarded(
                      FakeTracks.leaf(FakeTracks.name(3 * i + 2)), 2, 0, State.HALF_OPEN, 0)),
              1,
              1.0 / switches));
    }
    return FakeTracks.of(FakeTracks.balance("all", legs), views, FakeTracks.OPS, 3, null);
  }

  /** Three switches with the same last resort. */
  private static ConsoleSnapshot shared() {
    List<ProviderView> views = new ArrayList<>();
    List<TrackMember> legs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      views.add(FakeTracks.healthy(FakeTracks.name(i), i, 1 / 3.0));
      legs.add(
          FakeTracks.weighted(
              FakeTracks.failover(
                  "line-" + i,
                  FakeTracks.name(i),
                  null,
                  FakeTracks.guarded(
                      FakeTracks.leaf(FakeTracks.name(i)), 0, 1 / 3.0, State.CLOSED, 0),
                  FakeTracks.guarded(FakeTracks.leaf("last"), 1, 0, State.CLOSED, 0)),
              1,
              1 / 3.0));
    }
    views.add(FakeTracks.healthy("last", 3, 0));
    return FakeTracks.of(FakeTracks.balance("all", legs), views, FakeTracks.OPS, 3, null);
  }

  /** One strategy as a member of two. */
  private static ConsoleSnapshot sharedStrategy() {
    TrackNode reserve =
        FakeTracks.balance(
            "reserve",
            List.of(
                FakeTracks.weighted(FakeTracks.leaf("r1"), 1, 0),
                FakeTracks.weighted(FakeTracks.leaf("r2"), 1, 0)));
    TrackNode west =
        FakeTracks.failover(
            "west-line",
            "w1",
            null,
            FakeTracks.guarded(FakeTracks.leaf("w1"), 0, 0.5, State.CLOSED, 0),
            FakeTracks.guarded(reserve, 1, 0, State.CLOSED, 0));
    TrackNode east =
        FakeTracks.failover(
            "east-line",
            "e1",
            null,
            FakeTracks.guarded(FakeTracks.leaf("e1"), 0, 0.5, State.CLOSED, 0),
            FakeTracks.guarded(reserve, 1, 0, State.CLOSED, 0));
    return FakeTracks.of(
        FakeTracks.balance(
            "all", List.of(FakeTracks.weighted(west, 1, 0.5), FakeTracks.weighted(east, 1, 0.5))),
        List.of(
            FakeTracks.healthy("w1", 0, 0.5),
            FakeTracks.healthy("e1", 1, 0.5),
            FakeTracks.healthy("r1", 2, 0),
            FakeTracks.healthy("r2", 3, 0)),
        FakeTracks.OPS,
        3,
        null);
  }
}
