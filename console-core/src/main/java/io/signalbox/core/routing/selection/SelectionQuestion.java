package io.signalbox.core.routing.selection;

import io.signalbox.core.provider.ProviderOperationType;
import java.time.Instant;

/**
 * What is to be routed.
 *
 * @param subject the template id; empty where none is involved
 * @param count machines asked, 1 where it does not apply
 * @param key the same for the same work, such as a session
 */
public record SelectionQuestion(
    ProviderOperationType operation, String subject, int count, String key, Instant at) {}
