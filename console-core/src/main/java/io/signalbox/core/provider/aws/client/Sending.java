package io.signalbox.core.provider.aws.client;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Tells an {@link Exchange} what the SDK does with its call. That a call got as far as being sent
 * matters most: what fails before, while credentials are found or a role is assumed, was surely not
 * done. Stateless.
 */
final class Sending implements ExecutionInterceptor {

  /** Given with each call by who makes it. */
  static final ExecutionAttribute<Exchange> EXCHANGE =
      new ExecutionAttribute<>("signalbox.exchange");

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    Exchange exchange = attributes.getAttribute(EXCHANGE);
    if (exchange != null) {
      exchange.asking();
    }
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    Exchange exchange = attributes.getAttribute(EXCHANGE);
    if (exchange != null) {
      exchange.sending(context.httpRequest());
    }
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    Exchange exchange = attributes.getAttribute(EXCHANGE);
    if (exchange != null) {
      exchange.answered(context.httpResponse());
    }
  }
}
