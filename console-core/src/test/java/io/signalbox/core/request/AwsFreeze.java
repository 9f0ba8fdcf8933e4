package io.signalbox.core.request;

import java.util.concurrent.CountDownLatch;

/**
 * Has a process stand still at a point, or at the k-th durable step of a stage, until it is woken.
 * Used by one thread, and woken by any.
 */
final class AwsFreeze extends StrikeAt {

  private final AwsPoint.Stage stage;
  private final Place place;
  private final Runnable stands;
  private final CountDownLatch woken;
  private AwsPoint.Stage now = AwsPoint.Stage.ASKING;
  private int before;
  private boolean called;
  private boolean struck;

  /** Whether it is at a step of its stage. */
  @FunctionalInterface
  private interface Place {
    boolean is(boolean call, int number, boolean done, boolean called);
  }

  private AwsFreeze(AwsPoint.Stage stage, Place place, Runnable stands, CountDownLatch woken) {
    super(0, false);
    this.stage = stage;
    this.place = place;
    this.stands = stands;
    this.woken = woken;
  }

  /** At a point; at one on the wire the cloud does it. */
  static AwsFreeze at(AwsPoint point, Runnable stands, CountDownLatch woken) {
    return new AwsFreeze(
        point.stage(),
        switch (point.place()) {
          case BEFORE_TRANSACTION -> (call, number, done, called) -> !call && !done;
          case AFTER_TRANSACTION -> (call, number, done, called) -> !call && done;
          case BEFORE_CALL -> (call, number, done, called) -> call && !done;
          case AFTER_CALL -> (call, number, done, called) -> call && done;
          case AFTER_TRANSACTION_AFTER_CALL ->
              (call, number, done, called) -> !call && done && called;
          case WIRE_BEFORE, WIRE_AFTER, SECOND_WIRE_BEFORE, SECOND_WIRE_AFTER ->
              (call, number, done, called) -> false;
        },
        stands,
        woken);
  }

  static AwsFreeze at(
      AwsPoint.Stage stage, int step, boolean after, Runnable stands, CountDownLatch woken) {
    return new AwsFreeze(
        stage, (call, number, done, called) -> number == step && done == after, stands, woken);
  }

  static AwsFreeze never() {
    return new AwsFreeze(
        AwsPoint.Stage.ASKING,
        (call, number, done, called) -> false,
        () -> {},
        new CountDownLatch(0));
  }

  /** From now on machines are given back. */
  void returning() {
    now = AwsPoint.Stage.RETURNING;
    before = steps();
    called = false;
  }

  @Override
  boolean isHere(boolean call, int number, boolean done) {
    if (struck || now != stage) {
      return false;
    }
    called |= call && done;
    return place.is(call, number - before, done, called);
  }

  @Override
  void strike() {
    struck = true;
    stands.run();
    try {
      woken.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
