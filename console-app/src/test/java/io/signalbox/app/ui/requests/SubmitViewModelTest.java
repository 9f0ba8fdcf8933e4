package io.signalbox.app.ui.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.Views;
import io.signalbox.app.ui.draft.Drafts;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.query.Query;
import io.signalbox.core.request.DryRun;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestKind;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.routing.DecisionRecord;
import io.signalbox.core.routing.DecisionRecord.Authority;
import io.signalbox.core.template.TemplateSummary;
import io.signalbox.core.testing.ManualTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubmitViewModelTest {

  private final ManualTime time = new ManualTime();
  private final FakeBuses buses = new FakeBuses();
  private final Drafts drafts = Drafts.inMemory();
  private final List<String> accepted = new ArrayList<>();
  private long version = 1;

  @BeforeEach
  void answers() {
    buses
        .on(Query.TemplatesVersion.class, query -> version)
        .on(Query.ListTemplates.class, query -> List.of(template("web"), template("batch")))
        .on(Query.PreviewRequest.class, query -> dryRun(time, query.count() > 5 ? null : "east", 5))
        .on(
            RequestCommand.Submit.class,
            command -> accepted(time, "req-" + buses.commands().size()));
  }

  @Test
  void dryRunFollowsTheFormAndRefusesWhatCannotBe() {
    SubmitViewModel form = form();
    assertThat(form.templateProperty().get()).isEqualTo("web");
    assertThat(form.submitRefusal()).isEmpty();
    form.countProperty().set("6");
    assertThat(form.submitRefusal()).contains("NO_CAPACITY");
    form.countProperty().set("none");
    assertThat(form.submitRefusal()).contains("whole number");
    form.submit();
    assertThat(buses.commands()).isEmpty();
    form.countProperty().set("3");
    form.preferenceProperty().set("east");
    assertThat(form.command(true))
        .isEqualTo("signalbox requests submit web 3 --provider east --dry-run");
  }

  @Test
  void nothingIsSaidOfWhatIsOfferedBeforeItIsKnown() {
    FakeBuses.Pending pending = new FakeBuses.Pending();
    buses.on(Query.ListTemplates.class, query -> List.of());
    SubmitViewModel form = new SubmitViewModel(buses.services(time, pending), request -> {});
    form.show(Views.snapshot(time.now(), 0, "east"));
    assertThat(form.submitRefusal()).isEqualTo("Asking what is offered");
    pending.runAll();
    assertThat(form.submitRefusal()).isEqualTo("No template is offered by any provider");
  }

  @Test
  void pressingAgainAfterAcceptanceMakesNothing() {
    SubmitViewModel form = form();
    String key = form.keyProperty().get();
    form.submit();
    form.submit();
    form.countProperty().set("2");
    form.submit();
    assertThat(buses.commands())
        .containsExactly(new RequestCommand.Submit("web", 1, null, null, key));
    assertThat(form.keyProperty().get()).isEqualTo(key);
    assertThat(form.submitRefusal()).isEqualTo("Accepted as req-1; start another to send again");
    assertThat(accepted).containsExactly("req-1");
  }

  @Test
  void anotherFormHasTheSameFieldsAndAnotherKey() {
    SubmitViewModel form = form();
    String key = form.keyProperty().get();
    form.startAnother();
    assertThat(form.keyProperty().get()).as("nothing was sent yet").isEqualTo(key);
    form.countProperty().set("2");
    form.submit();
    form.startAnother();
    assertThat(form.keyProperty().get()).isNotEqualTo(key);
    assertThat(form.countProperty().get()).isEqualTo("2");
    assertThat(buses.commands()).as("starting another sends nothing").hasSize(1);
    form.submit();
    assertThat(buses.commands())
        .containsExactly(
            new RequestCommand.Submit("web", 2, null, null, key),
            new RequestCommand.Submit("web", 2, null, null, form.keyProperty().get()));
  }

  @Test
  void slowAnswerMakesOneRequestHoweverOftenItIsPressed() {
    FakeBuses.Pending pending = new FakeBuses.Pending();
    SubmitViewModel form =
        new SubmitViewModel(
            buses.services(time, pending), request -> accepted.add(request.requestId()));
    form.show(Views.snapshot(time.now(), 0, "east"));
    pending.runAll();
    form.submit();
    assertThat(form.submitRefusal()).isEqualTo("Being sent");
    form.submit();
    form.startAnother();
    form.submit();
    pending.runAll();
    assertThat(buses.commands()).hasSize(1);
    assertThat(accepted).containsExactly("req-1");
  }

  @Test
  void refusedSubmissionKeepsItsKeySoThatTryingAgainIsTheSameRequest() {
    SubmitViewModel form = form();
    String key = form.keyProperty().get();
    buses.on(
        RequestCommand.Submit.class,
        command -> {
          throw new SignalboxException(ErrorCode.STORE_UNAVAILABLE, "The store is busy");
        });
    form.submit();
    assertThat(form.messageProperty().get()).isEqualTo("STORE_UNAVAILABLE: The store is busy");
    assertThat(form.sendingProperty().get()).isFalse();
    assertThat(form.submitRefusal()).isEmpty();
    buses.on(RequestCommand.Submit.class, command -> accepted(time, "req-7"));
    form.submit();
    assertThat(buses.commands())
        .hasSize(2)
        .allMatch(each -> each.equals(new RequestCommand.Submit("web", 1, null, null, key)));
    assertThat(form.acceptedProperty().get()).isEqualTo("req-7");
  }

  @Test
  void windowOpenedAgainHasTheFieldsOfTheLastOne() {
    SubmitViewModel form = form();
    form.templateProperty().set("batch");
    form.countProperty().set("4");
    form.preferenceProperty().set("east");
    SubmitViewModel again = form();
    assertThat(again.templateProperty().get()).isEqualTo("batch");
    assertThat(again.countProperty().get()).isEqualTo("4");
    assertThat(again.preferenceProperty().get()).isEqualTo("east");
    Drafts restarted = Drafts.inMemory();
    drafts.find("submit").ifPresent(fields -> restarted.keep("submit", fields));
    SubmitViewModel later = new SubmitViewModel(buses.services(time, restarted), request -> {});
    assertThat(later.countProperty().get()).isEqualTo("4");
    assertThat(later.keyProperty().get())
        .as("a key that was never sent is no other program's")
        .isNotEqualTo(form.keyProperty().get());
  }

  @Test
  void formSubmittedInTwoWindowsOfOneProgramMakesOneRequest() {
    SubmitViewModel one = form();
    SubmitViewModel other = form();
    assertThat(other.keyProperty().get()).isEqualTo(one.keyProperty().get());
    one.submit();
    other.submit();
    assertThat(buses.commands()).hasSize(1);
    assertThat(other.submitRefusal()).startsWith("Accepted as req-1");
    assertThat(accepted).containsExactly("req-1");
  }

  @Test
  void anotherFormBegunInOneWindowIsTheOtherWindowsNextOneToo() {
    SubmitViewModel one = form();
    SubmitViewModel other = form();
    one.submit();
    one.startAnother();
    other.countProperty().set("2");
    assertThat(other.keyProperty().get()).isEqualTo(one.keyProperty().get());
    other.submit();
    one.submit();
    assertThat(buses.commands()).hasSize(2);
    assertThat(one.acceptedProperty().get()).isEqualTo("req-2");
  }

  @Test
  void whatIsTypedInOneWindowDoesNotForgetWhatTheOtherSent() {
    SubmitViewModel one = form();
    SubmitViewModel other = form();
    one.submit();
    other.countProperty().set("3");
    SubmitViewModel third = form();
    assertThat(third.acceptedProperty().get()).isEqualTo("req-1");
    third.submit();
    assertThat(buses.commands()).hasSize(1);
  }

  @Test
  void windowOpenedAgainDoesNotSendWhatWasAccepted() {
    SubmitViewModel form = form();
    form.submit();
    SubmitViewModel again = form();
    again.submit();
    assertThat(buses.commands()).hasSize(1);
    assertThat(again.submitRefusal()).startsWith("Accepted as req-1");
    again.startAnother();
    again.submit();
    assertThat(buses.commands()).hasSize(2);
  }

  @Test
  void windowClosedBeforeTheAnswerAsksForTheSameRequestAgain() {
    FakeBuses.Pending never = new FakeBuses.Pending();
    SubmitViewModel form = new SubmitViewModel(services(never), request -> {});
    form.show(Views.snapshot(time.now(), 0, "east"));
    never.runAll();
    form.submit();
    String key = form.keyProperty().get();
    SubmitViewModel again = form();
    assertThat(again.messageProperty().get()).contains("no answer seen");
    again.submit();
    assertThat(buses.commands())
        .containsExactly(new RequestCommand.Submit("web", 1, null, null, key));
  }

  @Test
  void templatesAreAskedForOnlyWhenTheyChanged() {
    SubmitViewModel form = form();
    form.show(Views.snapshot(time.now(), 0, "east"));
    form.show(Views.snapshot(time.now(), 0, "east"));
    assertThat(buses.queries()).filteredOn(each -> each instanceof Query.ListTemplates).hasSize(1);
    form.templateProperty().set("batch");
    version++;
    buses.on(Query.ListTemplates.class, query -> List.of(template("new"), template("batch")));
    form.show(Views.snapshot(time.now(), 0, "east"));
    assertThat(form.templates()).containsExactly("new", "batch");
    assertThat(form.templateProperty().get()).isEqualTo("batch");
  }

  @Test
  void readOnlyWindowSubmitsNothing() {
    SubmitViewModel form = form();
    buses.setReadOnly(true);
    assertThat(form.submitRefusal()).isEqualTo("This window is read-only");
  }

  private SubmitViewModel form() {
    SubmitViewModel form =
        new SubmitViewModel(
            buses.services(time, drafts), request -> accepted.add(request.requestId()));
    form.show(Views.snapshot(time.now(), 0, "east"));
    return form;
  }

  private UiServices services(FakeBuses.Pending pending) {
    return new UiServices(
        buses, buses, () -> {}, pending, Runnable::run, time, "tester (window)", drafts);
  }

  private static TemplateSummary template(String id) {
    return new TemplateSummary(id, id, "", "", "", 5, List.of("east"), List.of(), 1, 0, 0);
  }

  static DryRun dryRun(ManualTime time, @Nullable String winner, int maxCount) {
    return new DryRun(
        new DecisionRecord(
            time.now(),
            "",
            ProviderOperationType.CREATE_INSTANCES,
            "web",
            1,
            Authority.POLICY,
            null,
            winner,
            winner == null ? "all connections in use" : "Selected",
            List.of(),
            List.of(),
            winner == null ? ErrorCode.NO_CAPACITY : null,
            List.of()),
        null,
        null,
        null,
        maxCount);
  }

  static MachineRequest accepted(ManualTime time, String id) {
    return new MachineRequest(
        id,
        RequestKind.ACQUIRE,
        RequestState.PENDING,
        "web",
        1,
        null,
        "key",
        "tester (window)",
        "trace",
        time.now(),
        time.now(),
        time.now().plusSeconds(300),
        null,
        "",
        List.of(),
        List.of());
  }
}
