/** The SDK's clients, and the one way in which calls are made with them. */
@NullMarked
package io.signalbox.core.provider.aws.client;

import org.jspecify.annotations.NullMarked;
