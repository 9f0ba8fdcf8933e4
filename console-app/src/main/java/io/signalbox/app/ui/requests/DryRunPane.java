package io.signalbox.app.ui.requests;

import io.signalbox.app.ui.control.BesideOrBelow;
import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.KeptRows;
import io.signalbox.app.ui.control.Others;
import io.signalbox.app.ui.control.Prose;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.StatusLabel;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.PriceEstimate;
import io.signalbox.core.request.DryRun;
import io.signalbox.core.routing.DecisionRecord;
import io.signalbox.core.routing.DecisionRecord.Candidate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * What a submission would do: who would get it, the best of the candidates, and what would be
 * launched. On the screen's thread only.
 */
final class DryRunPane {

  /** In px: what is said needs so much beside what it is said of. */
  private static final double WORDS = 96;

  private static final double VERDICT_AND_WORDS = 166;
  private static final double VALUE = 230;

  private final VBox notes = Ui.column(8);
  private final VBox candidates = Ui.column(8);
  private final VBox facts = Ui.column(8);
  private final VBox box = Ui.column(8);
  private final Region line = Ui.line();
  private final KeptRows<Note, Said> noteRows =
      new KeptRows<>(notes, Note::new, each -> each.box, Note::show);
  private final KeptRows<Line, Verdict> candidateRows =
      new KeptRows<>(candidates, Line::new, each -> each.box, Line::show);
  private final KeptRows<Fact, Named> factRows =
      new KeptRows<>(facts, Fact::new, each -> each.box, Fact::show);

  /** A sentence and its looks. */
  private record Said(String tone, Glyph.Shape shape, String text) {}

  /** What is said of a candidate; of others, without a verdict. */
  private record Verdict(String name, boolean accepted, boolean chosen, String words, String why) {}

  private record Named(String name, String value) {}

  Node node() {
    return box;
  }

  /** Shows nothing but why there is nothing to show; empty for that neither. */
  void refuse(String refusal) {
    noteRows.show(
        refusal.isEmpty() ? List.of() : List.of(new Said("bad", Glyph.Shape.CROSS, refusal)));
    box.getChildren().setAll(notes);
  }

  void show(DryRun answer) {
    DecisionRecord decision = answer.decision().bounded();
    List<Said> said = new ArrayList<>();
    said.add(
        decision.winner() == null
            ? new Said("bad", Glyph.Shape.CROSS, decision.error() + ": " + decision.reason())
            : new Said("accent", Glyph.Shape.CHECK, decision.winner() + ": " + decision.reason()));
    decision.notes().forEach(each -> said.add(new Said("warn", Glyph.Shape.TRIANGLE, each)));
    noteRows.show(said);
    List<Verdict> verdicts = new ArrayList<>();
    decision.candidates().forEach(each -> verdicts.add(verdict(each, decision)));
    decision
        .others()
        .forEach(each ->
            verdicts.add(
                new Verdict(
                    Others.count(each),
                    each.accepted(),
                    false,
                    Others.words(each),
                    each.reason())));
    candidateRows.show(verdicts);
    factRows.show(facts(answer));
    List<Node> shown = new ArrayList<>(List.of(notes, candidates));
    if (!facts.getChildren().isEmpty()) {
      shown.addAll(List.of(line, facts));
    }
    if (!box.getChildren().equals(shown)) {
      box.getChildren().setAll(shown);
    }
  }

  private static Verdict verdict(Candidate candidate, DecisionRecord decision) {
    boolean chosen = candidate.provider().equals(decision.winner());
    int turn = decision.alternatives().indexOf(candidate.provider());
    String words =
        chosen
            ? "chosen"
            : candidate.accepted() && turn >= 0 ? "tried " + ordinal(turn + 2) : candidate.reason();
    return new Verdict(
        candidate.provider(), candidate.accepted(), chosen, words, candidate.reason());
  }

  private static String ordinal(int number) {
    String end =
        switch (number % 100 / 10 == 1 ? 0 : number % 10) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
    return number + end;
  }

  private static List<Named> facts(DryRun answer) {
    LaunchSpec spec = answer.spec();
    if (spec == null) {
      return List.of();
    }
    String types = String.join(", ", spec.machineTypes().keySet());
    List<Named> facts = new ArrayList<>();
    facts.add(
        new Named(
            "Would launch",
            answer.decision().count()
                + " × "
                + (types.isEmpty() ? "the provider's own type" : types)
                + ", "
                + spec.text("price_type").orElse("ondemand")
                + spec.text("provider_api").map(api -> ", " + api).orElse("")
                + spec.text("fleet_type").map(fleet -> " " + fleet).orElse("")));
    facts.add(
        new Named(
            "Image, subnet",
            spec.text("image_id").orElse("the provider's own")
                + (spec.list("subnet_ids").isEmpty()
                    ? ""
                    : ", " + String.join(", ", spec.list("subnet_ids")))));
    if (answer.price() != null) {
      facts.add(new Named("Price", price(answer.price(), answer.decision().count())));
    }
    if (answer.validation() != null) {
      boolean valid = answer.validation().valid();
      facts.add(
          new Named(
              "Validation",
              answer.validation().level()
                  + (valid
                      ? " passed"
                      : ": " + answer.validation().diagnostics().getFirst().message())));
    }
    return facts;
  }

  private static String price(PriceEstimate price, int count) {
    return price.sentence()
        + price
            .known()
            .filter(usd -> count > 1)
            .map(usd ->
                ", all "
                    + count
                    + ": "
                    + PriceEstimate.dollars(usd.multiply(BigDecimal.valueOf(count)))
                    + " USD")
            .orElse("");
  }

  private static final class Note {
    private final Prose text = new Prose();
    private final HBox box = Ui.row(8, new Region(), Ui.grow(text));

    Note() {
      box.getStyleClass().add("note");
    }

    void show(Said said) {
      text.show(said.text());
      if (!box.getStyleClass().contains(said.tone())) {
        Ui.mark(box, List.of("bad", "accent", "warn"), said.tone());
        box.getChildren().set(0, new Glyph(said.shape(), said.tone()));
      }
    }
  }

  private static final class Line {
    // Names of a region differ in their ends.
    private final Label name = Ui.ends("");
    private final StatusLabel verdict = new StatusLabel();
    private final Label words = Ui.wrapped("", "small");
    private final Tooltip why = new Tooltip();
    private final Region box =
        BesideOrBelow.named(
            name, 156, BesideOrBelow.named(verdict, 96, words, WORDS), VERDICT_AND_WORDS);

    Line() {
      words.setTooltip(why);
    }

    void show(Verdict shown) {
      name.setText(shown.name());
      verdict.show(
          shown.accepted()
              ? new Status(Glyph.Shape.CHECK, "Accepted", "ok")
              : new Status(Glyph.Shape.SLASH, "Refused", "unknown"));
      words.setText(shown.words());
      why.setText(shown.why());
      Ui.mark(words, List.of("strong", "muted"), shown.chosen() ? "strong" : "muted");
    }
  }

  private static final class Fact {
    private final Label name = Ui.wrapped("", "small", "muted");
    private final Label value = Ui.wrapped("", "small");
    private final Region box = BesideOrBelow.named(name, 92, value, VALUE);

    void show(Named fact) {
      name.setText(fact.name());
      value.setText(fact.value());
    }
  }
}
