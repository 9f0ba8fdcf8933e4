package io.signalbox.core.request;

import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.PriceEstimate;
import io.signalbox.core.routing.DecisionRecord;
import io.signalbox.core.template.ValidationReport;
import org.jspecify.annotations.Nullable;

/**
 * What a submission would do; nothing was called.
 *
 * @param spec what would be launched; null without a winner
 * @param validation at LENIENT for the winner; null without one
 * @param price of one machine at the winner; null without one
 * @param maxCount the largest count that would be accepted; -1 for no limit
 */
public record DryRun(
    DecisionRecord decision,
    @Nullable LaunchSpec spec,
    @Nullable ValidationReport validation,
    @Nullable PriceEstimate price,
    int maxCount) {}
