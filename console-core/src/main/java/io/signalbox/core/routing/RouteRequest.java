package io.signalbox.core.routing;

import io.signalbox.core.provider.ProviderOperationType;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be routed, as values: routing knows nothing of templates.
 *
 * @param subject what it is for: the template id, else empty
 * @param count machines asked, 1 where it does not apply
 * @param offers instance name to empty text where it offers the template, else to the reason it
 *     does not; null when no template is involved
 * @param limits the largest count each instance allows for this template; absent for no limit
 * @param pins {@code provider_name}s of the template; empty for none
 * @param providerType narrows the candidates; null for any
 * @param providerApi narrows the candidates; null for any
 * @param preference the caller's wish; null for none
 * @param strategyOverride the caller's order; null for none
 * @param allowFailover whether override, pin and preference may pass to the next authority
 * @param sessionId null for none
 * @param criteria replaces the configured criteria; null for those
 * @param key what HASH_BASED goes by; null for the operation's own parameters
 * @param prices USD for one machine and hour by instance, where the template or provider tells
 */
public record RouteRequest(
    ProviderOperationType operation,
    String subject,
    int count,
    @Nullable Map<String, String> offers,
    Map<String, Integer> limits,
    Set<String> pins,
    @Nullable String providerType,
    @Nullable String providerApi,
    @Nullable String preference,
    @Nullable String strategyOverride,
    boolean allowFailover,
    @Nullable String sessionId,
    @Nullable SelectionCriteria criteria,
    @Nullable String key,
    Map<String, Double> prices) {

  public RouteRequest(
      ProviderOperationType operation,
      String subject,
      int count,
      @Nullable Map<String, String> offers,
      Map<String, Integer> limits,
      Set<String> pins,
      @Nullable String providerType,
      @Nullable String providerApi,
      @Nullable String preference,
      @Nullable String strategyOverride,
      boolean allowFailover,
      @Nullable String sessionId,
      @Nullable SelectionCriteria criteria) {
    this(
        operation,
        subject,
        count,
        offers,
        limits,
        pins,
        providerType,
        providerApi,
        preference,
        strategyOverride,
        allowFailover,
        sessionId,
        criteria,
        null,
        Map.of());
  }

  /** Any provider that supports the operation. */
  public static RouteRequest of(ProviderOperationType operation) {
    return new RouteRequest(
        operation, "", 1, null, Map.of(), Set.of(), null, null, null, null, false, null, null);
  }

  /** This provider and no other. */
  public static RouteRequest to(ProviderOperationType operation, String provider) {
    return new RouteRequest(
        operation, "", 1, null, Map.of(), Set.of(), null, null, null, provider, false, null, null);
  }

  /** The same work, for a session. */
  public RouteRequest ofSession(@Nullable String session) {
    return with(session, criteria, key);
  }

  /** The same work, judged by other criteria. */
  public RouteRequest judgedBy(@Nullable SelectionCriteria other) {
    return with(sessionId, other, key);
  }

  /** The same work, hashed by a key of the caller's. */
  public RouteRequest hashedBy(@Nullable String other) {
    return with(sessionId, criteria, other);
  }

  private RouteRequest with(
      @Nullable String session, @Nullable SelectionCriteria judged, @Nullable String hashed) {
    return new RouteRequest(
        operation,
        subject,
        count,
        offers,
        limits,
        pins,
        providerType,
        providerApi,
        preference,
        strategyOverride,
        allowFailover,
        session,
        judged,
        hashed,
        prices);
  }

  /** What HASH_BASED goes by. */
  public String hashKey() {
    return key != null
        ? key
        : sessionId != null ? sessionId : operation + "/" + subject + "/" + count;
  }
}
