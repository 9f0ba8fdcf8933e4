package io.signalbox.core.query;

import io.signalbox.core.alert.AlertRule;

/**
 * One rule of alerts, as lists show it.
 *
 * @param source {@code built in}, {@code file}, or who overrode it
 * @param overridden whether an operator made it what it is, so that it can be removed
 * @param open alerts of it that are open now
 * @param fired how often it fired in the last 24 hours
 */
public record AlertRuleView(
    AlertRule rule, String source, boolean overridden, int open, int fired) {}
