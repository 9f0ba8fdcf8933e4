package io.signalbox.core.request;

import io.signalbox.core.provider.ApiCall;

/**
 * A call of a cloud's API that a request made.
 *
 * @param attempt of a create, from 1; 0 for a return
 */
public record RequestCall(String requestId, int attempt, String provider, ApiCall call) {}
