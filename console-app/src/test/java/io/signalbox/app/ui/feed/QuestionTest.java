package io.signalbox.app.ui.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.Query;
import io.signalbox.core.testing.ManualTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuestionTest {

  private final FakeBuses.Pending pending = new FakeBuses.Pending();
  private final FakeBuses buses = new FakeBuses().on(Query.TemplateFiles.class, query -> List.of());
  private final List<String> told = new ArrayList<>();
  private final Question question =
      new Question(
          buses.services(new ManualTime(), pending), failure -> told.add(failure.getMessage()));

  @Test
  void manyAskingsDuringOneAreOneAfterIt() {
    for (int i = 0; i < 50; i++) {
      ask("east", "answer " + i);
    }
    assertThat(pending.size()).isEqualTo(1);
    pending.runNext();
    assertThat(pending.size()).isEqualTo(1);
    pending.runNext();
    assertThat(pending.size()).isZero();
    assertThat(told).containsExactly("answer 0", "answer 49");
    assertThat(buses.queries()).hasSize(2);
  }

  @Test
  void slowAnswerIsToldThoughANewerQuestionWaits() {
    ask("east", "slow");
    ask("east", "newer");
    pending.runNext();
    assertThat(told).containsExactly("slow");
  }

  @Test
  void answerAboutWhatIsNoLongerWantedIsDropped() {
    ask("east", "of east");
    ask("west", "of west");
    pending.runAll();
    assertThat(told).containsExactly("of west");
  }

  @Test
  void failureIsToldAndTheNextIsAskedAllTheSame() {
    question.prepare(
        "east",
        queries -> {
          throw new SignalboxException(ErrorCode.STORE_UNAVAILABLE, "The disk is full");
        },
        answer -> told.add("never"));
    ask("east", "after");
    pending.runAll();
    assertThat(told).containsExactly("The disk is full", "after");
  }

  @Test
  void aClassThatIsMissingIsToldAndTheNextIsAskedAllTheSame() {
    question.prepare(
        "east",
        queries -> {
          throw new NoClassDefFoundError("some/Part");
        },
        answer -> told.add("never"));
    ask("east", "after");
    assertThatThrownBy(pending::runNext).isInstanceOf(NoClassDefFoundError.class);
    pending.runAll();
    assertThat(told).containsExactly("java.lang.NoClassDefFoundError: some/Part", "after");
  }

  @Test
  void forgottenQuestionIsNotAnswered() {
    ask("east", "first");
    ask("east", "second");
    question.forget();
    pending.runAll();
    assertThat(told).isEmpty();
    assertThat(buses.queries()).hasSize(1);
  }

  @Test
  void answerThatAsksAgainIsNotOvertakenByWhatWaited() {
    question.prepare("east", queries -> "first", answer -> ask("west", "from the answer"));
    ask("east", "waited");
    pending.runAll();
    assertThat(told).containsExactly("from the answer");
  }

  private void ask(String about, String text) {
    question.ask(about, new Query.TemplateFiles(), files -> told.add(text));
  }
}
