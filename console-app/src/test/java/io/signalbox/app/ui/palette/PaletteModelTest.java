package io.signalbox.app.ui.palette;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.ui.palette.Entry.Ask;
import io.signalbox.app.ui.palette.Entry.Kind;
import io.signalbox.app.ui.palette.Entry.Run;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.testing.ManualTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Typing, choosing and being asked in the palette. */
class PaletteModelTest {

  private final FakeBuses buses = new FakeBuses();
  private final ManualTime time = new ManualTime();
  private final List<String> done = new ArrayList<>();
  private final Entry pause = Entry.of(Kind.ACTION, "Pause", "", () -> done.add("pause"));
  private final Entry drain =
      new Entry(
          Kind.ACTION,
          "DRAIN",
          "Drain…",
          "",
          () -> "",
          new Ask("Which provider?", () -> List.of(provider("east", ""), provider("west", ""))));
  private final Entry web = Entry.of(Kind.TEMPLATE, "web", "", () -> done.add("web"));
  private int reads;

  private Entry provider(String name, String refusal) {
    return new Entry(
        Kind.PROVIDER, name, name, "", () -> refusal, new Run(() -> done.add("drain " + name)));
  }

  private PaletteModel model() {
    return new PaletteModel(
        buses.services(time),
        queries -> {
          reads++;
          return List.of(web);
        });
  }

  @Test
  void namesAreReadOnceForEachOpening() {
    PaletteModel model = model();
    model.open(List.of(pause, drain));
    model.typedProperty().set("w");
    model.typedProperty().set("we");
    assertThat(texts(model)).containsExactly("web");
    assertThat(reads).isEqualTo(1);
    model.open(List.of(pause, drain));
    assertThat(reads).isEqualTo(2);
    assertThat(model.typedProperty().get()).isEmpty();
  }

  @Test
  void whatIsThereWithoutReadingIsShownWhileNamesAreRead() {
    FakeBuses.Pending pending = new FakeBuses.Pending();
    PaletteModel model = new PaletteModel(buses.services(time, pending), queries -> List.of(web));
    model.open(List.of(pause, drain));
    assertThat(texts(model)).containsExactly("Drain…", "Pause");
    pending.runAll();
    assertThat(texts(model)).contains("web");
  }

  @Test
  void argumentIsAskedForInPlaceAndBackLeadsToAllAgain() {
    PaletteModel model = model();
    model.open(List.of(pause, drain));
    model.typedProperty().set("dra");
    assertThat(model.choose(drain)).as("it still asks").isNull();
    assertThat(model.promptProperty().get()).isEqualTo("Which provider?");
    assertThat(model.typedProperty().get()).isEmpty();
    assertThat(texts(model)).containsExactly("east", "west");
    model.typedProperty().set("w");
    assertThat(texts(model)).containsExactly("west");
    assertThat(model.back(List.of(pause, drain))).isTrue();
    assertThat(texts(model)).contains("Pause", "web");
    assertThat(model.back(List.of())).as("there is nothing to go back from").isFalse();
    model.choose(drain);
    Runnable chosen = model.choose(model.shownProperty().get().getLast());
    assertThat(done).isEmpty();
    chosen.run();
    assertThat(done).containsExactly("drain west");
  }

  @Test
  void enterWaitsForWhatIsTypedAndDoesNotTakeWhatStoodFirstBefore() {
    FakeBuses.Pending pending = new FakeBuses.Pending();
    PaletteModel model = new PaletteModel(buses.services(time, pending), queries -> List.of(web));
    List<String> chosen = new ArrayList<>();
    Runnable first = () -> chosen.add(texts(model).getFirst());
    model.open(List.of(drain, pause));
    model.whenFound(first);
    assertThat(chosen).as("what is seen before anything is typed").containsExactly("Drain…");
    model.typedProperty().set("we");
    model.whenFound(first);
    assertThat(chosen).hasSize(1);
    pending.runAll();
    assertThat(chosen).containsExactly("Drain…", "web");
    model.typedProperty().set("dra");
    model.whenFound(first);
    model.typedProperty().set("pau");
    pending.runAll();
    assertThat(chosen).as("typed on, Enter is forgotten").hasSize(2);
    model.typedProperty().set("dra");
    model.whenFound(first);
    model.close();
    pending.runAll();
    assertThat(chosen).as("closed meanwhile").hasSize(2);
  }

  @Test
  void lastChosenStandsFirstTheNextTime() {
    PaletteModel model = model();
    model.open(List.of(pause, drain));
    model.choose(web).run();
    model.open(List.of(pause, drain));
    assertThat(texts(model)).startsWith("web");
    assertThat(done).containsExactly("web");
  }

  @Test
  void whatCannotBeDoneSaysWhyAndIsNotRemembered() {
    PaletteModel model = model();
    Entry refused = provider("sick", "Not usable.");
    model.open(List.of(pause, refused));
    assertThat(model.choose(refused)).isNull();
    assertThat(model.errorProperty().get()).isEqualTo("Not usable.");
    assertThat(done).isEmpty();
  }

  @Test
  void namesThatCannotBeReadAreSaidAndTheRestCanBeChosen() {
    PaletteModel model =
        new PaletteModel(
            buses.services(time),
            queries -> {
              throw new SignalboxException(ErrorCode.STORE_UNAVAILABLE, "busy");
            });
    model.open(List.of(pause, drain));
    assertThat(model.errorProperty().get()).isEqualTo("STORE_UNAVAILABLE: busy");
    assertThat(texts(model)).containsExactly("Drain…", "Pause");
    model.typedProperty().set("pau");
    assertThat(texts(model)).as("what is there without reading is found").containsExactly("Pause");
    model.choose(pause).run();
    assertThat(done).containsExactly("pause");
  }

  private static List<String> texts(PaletteModel model) {
    return model.shownProperty().get().stream().map(Entry::text).toList();
  }
}
