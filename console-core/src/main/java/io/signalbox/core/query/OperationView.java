package io.signalbox.core.query;

import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.routing.DecisionRecord;
import java.util.Map;

/**
 * An operation that was routed and carried out.
 *
 * @param parts of a composition each member's own answer; empty otherwise
 * @param millis from the choice to the answer
 */
public record OperationView(
    DecisionRecord decision,
    ProviderResult result,
    Map<String, ProviderResult> parts,
    double millis) {}
