package io.signalbox.core.provider.aws.client;

import io.signalbox.core.provider.ProviderFailure;
import java.util.function.Function;

/** How one call ended: with AWS's answer, or with a failure that has a class. */
public sealed interface Reply<T> {

  /** AWS answered. */
  record Answered<T>(T value) implements Reply<T> {}

  /** It did not, or refused. */
  record Failed<T>(ProviderFailure failure) implements Reply<T> {}

  /** The same with another value. */
  default <R> Reply<R> map(Function<T, R> change) {
    return switch (this) {
      case Answered<T>(T value) -> new Answered<>(change.apply(value));
      case Failed<T>(ProviderFailure failure) -> new Failed<>(failure);
    };
  }
}
