package io.signalbox.core.provider.aws.client;

import io.signalbox.core.provider.aws.failure.AwsFailures;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
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

  private static final ExecutionAttribute<String> TOKEN =
      new ExecutionAttribute<>("signalbox.token");

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
    } else {
      Exchange.tokenOf(context.httpRequest())
          .ifPresent(with -> attributes.putAttribute(TOKEN, with));
    }
  }

  /** What the SDK asks by itself, for a role, is no exchange: its refusal is another call's. */
  @Override
  public Throwable modifyException(
      Context.FailedExecution context, ExecutionAttributes attributes) {
    String token = attributes.getAttribute(TOKEN);
    return token != null && context.exception() instanceof AwsServiceException refused
        ? AwsFailures.without(token, refused)
        : context.exception();
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    Exchange exchange = attributes.getAttribute(EXCHANGE);
    if (exchange != null) {
      exchange.answered(context.httpResponse());
    }
  }
}
