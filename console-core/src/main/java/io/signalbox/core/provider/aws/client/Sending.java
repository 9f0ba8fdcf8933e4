package io.signalbox.core.provider.aws.client;

import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Notes that a call got as far as being sent: what fails before, while credentials are found or a
 * role is assumed, was surely not done. Stateless.
 */
final class Sending implements ExecutionInterceptor {

  /** Set by the caller of each call, and true from when it is sent. */
  static final ExecutionAttribute<AtomicBoolean> BEGUN =
      new ExecutionAttribute<>("signalbox.sending.begun");

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    AtomicBoolean begun = attributes.getAttribute(BEGUN);
    if (begun != null) {
      begun.set(true);
    }
  }
}
