package io.signalbox.core.config;

import java.time.Duration;

/**
 * How long the store keeps what people may ask for later. Whatever the numbers, a request is kept
 * for a day after its end, while a machine of it is alive, and while a return speaks of one.
 *
 * @param requests after a request's end, with its timeline, attempts, machines and key: {@code
 *     storage.retention.requests_days}, at least a day, default 30 days
 * @param maxRequests of the requests that have ended, the newest are kept: {@code
 *     storage.retention.max_requests}, default 20,000
 * @param audit {@code storage.retention.audit_days}, at least a day, default 365 days
 * @param maxAuditEntries the newest are kept: {@code storage.retention.max_audit_entries}, default
 *     100,000
 */
public record RetentionSettings(
    Duration requests, long maxRequests, Duration audit, long maxAuditEntries) {

  public static final RetentionSettings DEFAULT =
      new RetentionSettings(Duration.ofDays(30), 20_000, Duration.ofDays(365), 100_000);
}
