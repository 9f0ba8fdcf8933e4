package io.signalbox.core.request;

import org.jspecify.annotations.Nullable;

/**
 * What a caller asks for.
 *
 * @param count at least 1
 * @param preference a provider instance, or null
 * @param ordered whether the preference is the caller's order, which stands above a template's pin
 * @param providerType narrows by type, or null
 * @param idempotencyKey the same key makes one request; null to have one made
 */
public record Submission(
    String templateId,
    int count,
    @Nullable String preference,
    boolean ordered,
    @Nullable String providerType,
    @Nullable String idempotencyKey,
    String actor,
    String traceId) {

  /** One whose preference is none above a pin. */
  public Submission(
      String templateId,
      int count,
      @Nullable String preference,
      @Nullable String providerType,
      @Nullable String idempotencyKey,
      String actor,
      String traceId) {
    this(templateId, count, preference, false, providerType, idempotencyKey, actor, traceId);
  }
}
