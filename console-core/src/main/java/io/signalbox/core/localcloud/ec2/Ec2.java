package io.signalbox.core.localcloud.ec2;

import io.signalbox.core.localcloud.ec2.call.Estate;
import io.signalbox.core.localcloud.ec2.call.Operation;
import io.signalbox.core.localcloud.ec2.catalogue.ImageOperations;
import io.signalbox.core.localcloud.ec2.catalogue.NetworkOperations;
import io.signalbox.core.localcloud.ec2.catalogue.PlaceOperations;
import io.signalbox.core.localcloud.ec2.catalogue.PriceOperations;
import io.signalbox.core.localcloud.ec2.catalogue.TypeOperations;
import io.signalbox.core.localcloud.ec2.fleet.Filler;
import io.signalbox.core.localcloud.ec2.fleet.FleetOperations;
import io.signalbox.core.localcloud.ec2.fleet.RequirementOperations;
import io.signalbox.core.localcloud.ec2.fleet.SpotFleetOperations;
import io.signalbox.core.localcloud.ec2.launch.LaunchTemplateOperations;
import io.signalbox.core.localcloud.ec2.launch.RunInstances;
import io.signalbox.core.localcloud.ec2.machine.InstanceOperations;
import io.signalbox.core.localcloud.ec2.machine.TagOperations;
import io.signalbox.core.localcloud.ec2.machine.TerminateInstances;
import io.signalbox.core.localcloud.faults.Faults;
import io.signalbox.core.localcloud.wire.Answer;
import io.signalbox.core.localcloud.wire.Asked;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.wire.Service;
import io.signalbox.core.localcloud.wire.Xml;
import io.signalbox.core.localcloud.world.Catalogue;
import io.signalbox.core.localcloud.world.World;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** EC2, version 2016-11-15 of its Query protocol. Thread-safe. */
public final class Ec2 implements Service {

  private static final String NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/";

  private static final Words WORDS =
      new Words(
          new Word("RequestLimitExceeded", 503),
          new Word("UnauthorizedOperation", 403),
          new Word("AuthFailure", 401),
          new Word("RequestExpired", 400),
          new Word("RequestExpired", 400),
          new Word("AuthFailure", 401));

  private final Estate estate;
  private final Map<String, Operation> operations = new TreeMap<>();

  /** EC2 over a world. */
  public Ec2(World world, Catalogue catalogue, Faults faults) {
    estate = new Estate(world, catalogue, faults);
    operations.putAll(new RunInstances(estate).operations());
    operations.putAll(new InstanceOperations(estate).operations());
    operations.putAll(new TerminateInstances(estate).operations());
    operations.putAll(new TagOperations(estate).operations());
    operations.putAll(new ImageOperations(estate).operations());
    operations.putAll(new NetworkOperations(estate).operations());
    operations.putAll(new TypeOperations(estate).operations());
    operations.putAll(new PlaceOperations().operations());
    operations.putAll(new PriceOperations(estate).operations());
    operations.putAll(new LaunchTemplateOperations(estate).operations());
    operations.putAll(new FleetOperations(estate).operations());
    operations.putAll(new SpotFleetOperations(estate).operations());
    operations.putAll(new RequirementOperations(estate).operations());
  }

  /** The names of the operations. */
  public SequencedSet<String> actions() {
    return new TreeSet<>(operations.keySet());
  }

  @Override
  public Answer answer(Asked asked) {
    Operation operation = operations.get(asked.action());
    if (operation == null) {
      throw Refusal.of(
          "InvalidAction", "The action " + asked.action() + " is not valid for this web service.");
    }
    new Filler(estate, Estate.region(asked), asked.at()).tick();
    return Answer.xml(
        200,
        Xml.document(
            asked.action() + "Response",
            NAMESPACE,
            out -> {
              out.text("requestId", asked.requestId());
              operation.answer(asked, out);
            }));
  }

  @Override
  public Answer refused(Refusal refusal, String requestId) {
    return Answer.xml(
        refusal.status(),
        Xml.document(
            "Response",
            "",
            out ->
                out.element(
                        "Errors",
                        errors ->
                            errors.element(
                                "Error",
                                error ->
                                    error
                                        .text("Code", refusal.code())
                                        .text("Message", refusal.said())))
                    .text("RequestID", requestId)));
  }

  @Override
  public Words words() {
    return WORDS;
  }
}
