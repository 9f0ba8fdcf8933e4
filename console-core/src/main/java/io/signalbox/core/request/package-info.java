/** Requests and machines: lifecycle, exactly-once, leases, sweep. */
@NullMarked
package io.signalbox.core.request;

import org.jspecify.annotations.NullMarked;
