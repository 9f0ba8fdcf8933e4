/**
 * From a submission to its machines: intent, call, result, reconciliation, the state it ends in.
 */
@NullMarked
package io.signalbox.core.request.acquiring;

import org.jspecify.annotations.NullMarked;
