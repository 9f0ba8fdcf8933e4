package io.signalbox.core.provider.aws.launch;

import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import java.time.Instant;
import java.util.List;

/** One launch API: what it takes, and launching with it. Thread-safe. */
public interface Launching {

  /** What becomes of each template field, in the order of the guide to templates. */
  List<FieldUse> uses();

  /** What is wrong with a template for this API alone, found without a call. */
  List<FieldFinding> errors(LaunchSpec spec);

  /**
   * Launches; the template has no errors that are known.
   *
   * @param key idempotency key of the launch
   */
  ProviderResult launch(ProviderOperation.CreateInstances create, String key, Instant now);
}
