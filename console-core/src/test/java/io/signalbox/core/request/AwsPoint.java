package io.signalbox.core.request;

import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.testing.AwsLaunch;
import java.util.Locale;

/** Where a process stands when it is struck, by name. */
enum AwsPoint {
  BEFORE_THE_INTENT_IS_WRITTEN(Stage.ASKING, Place.BEFORE_TRANSACTION),
  AFTER_THE_INTENT_IS_WRITTEN(Stage.ASKING, Place.AFTER_TRANSACTION),
  BEFORE_THE_LAUNCH_IS_SENT(Stage.ASKING, Place.BEFORE_CALL),
  WHILE_THE_LAUNCH_IS_NOT_DONE(Stage.ASKING, Place.WIRE_BEFORE),
  WHILE_THE_LAUNCH_IS_DONE_AND_NOT_ANSWERED(Stage.ASKING, Place.WIRE_AFTER),
  WHILE_THE_SECOND_CALL_IS_NOT_DONE(Stage.ASKING, Place.SECOND_WIRE_BEFORE),
  WHILE_THE_SECOND_CALL_IS_DONE_AND_NOT_ANSWERED(Stage.ASKING, Place.SECOND_WIRE_AFTER),
  AFTER_THE_LAUNCH_IS_ANSWERED(Stage.ASKING, Place.AFTER_CALL),
  AFTER_THE_ANSWER_IS_WRITTEN(Stage.ASKING, Place.AFTER_TRANSACTION_AFTER_CALL),
  BEFORE_THE_RETURN_IS_WRITTEN(Stage.RETURNING, Place.BEFORE_TRANSACTION),
  AFTER_THE_RETURN_IS_WRITTEN(Stage.RETURNING, Place.AFTER_TRANSACTION),
  BEFORE_THE_END_IS_SENT(Stage.RETURNING, Place.BEFORE_CALL),
  WHILE_THE_END_IS_NOT_DONE(Stage.RETURNING, Place.WIRE_BEFORE),
  WHILE_THE_END_IS_DONE_AND_NOT_ANSWERED(Stage.RETURNING, Place.WIRE_AFTER),
  AFTER_THE_END_IS_ANSWERED(Stage.RETURNING, Place.AFTER_CALL),
  AFTER_THE_END_IS_WRITTEN(Stage.RETURNING, Place.AFTER_TRANSACTION_AFTER_CALL);

  enum Stage {
    ASKING,
    RETURNING
  }

  /** The first transaction or changing call of the stage, or its call on the wire. */
  enum Place {
    BEFORE_TRANSACTION,
    AFTER_TRANSACTION,
    BEFORE_CALL,
    WIRE_BEFORE,
    WIRE_AFTER,
    SECOND_WIRE_BEFORE,
    SECOND_WIRE_AFTER,
    AFTER_CALL,
    AFTER_TRANSACTION_AFTER_CALL
  }

  private final Stage stage;
  private final Place place;

  AwsPoint(Stage stage, Place place) {
    this.stage = stage;
    this.place = place;
  }

  Stage stage() {
    return stage;
  }

  Place place() {
    return place;
  }

  boolean onTheWire() {
    return place.name().contains("WIRE");
  }

  /** Whether it is of the second call of one launch, after the first found no room. */
  boolean ofTheSecondCall() {
    return place.name().startsWith("SECOND");
  }

  /** What holds a call at the point. */
  CallFault holding(AwsLaunch launch) {
    return CallFault.once(
            stage == Stage.ASKING ? launch.create() : launch.end(),
            place == Place.WIRE_BEFORE || place == Place.SECOND_WIRE_BEFORE
                ? CallFault.Effect.HANG_BEFORE
                : CallFault.Effect.HANG_AFTER)
        .after(ofTheSecondCall() ? 1 : 0);
  }

  String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
