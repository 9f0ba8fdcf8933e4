/** Requests and machines: what goes in, what comes out, what is kept. */
@NullMarked
package io.signalbox.core.request;

import org.jspecify.annotations.NullMarked;
