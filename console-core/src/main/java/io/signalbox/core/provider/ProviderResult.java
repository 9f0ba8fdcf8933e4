package io.signalbox.core.provider;

/** How an operation ended: with data, or with a failure that has a class. */
public sealed interface ProviderResult {

  record Success(ProviderData data) implements ProviderResult {}

  record Failure(ProviderFailure failure) implements ProviderResult {}

  static ProviderResult success(ProviderData data) {
    return new Success(data);
  }

  static ProviderResult failure(ProviderFailure failure) {
    return new Failure(failure);
  }

  default boolean isSuccess() {
    return this instanceof Success;
  }
}
