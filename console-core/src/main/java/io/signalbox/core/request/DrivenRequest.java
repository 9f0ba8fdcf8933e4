package io.signalbox.core.request;

import io.signalbox.core.error.SignalboxException;
import org.jspecify.annotations.Nullable;

/**
 * How a request stands after it was driven.
 *
 * @param request its message ends with what kept it from being moved, if anything did
 * @param problem why it could not be moved, such as a full store; null when it could, or when that
 *     still goes on
 */
public record DrivenRequest(MachineRequest request, @Nullable SignalboxException problem) {}
