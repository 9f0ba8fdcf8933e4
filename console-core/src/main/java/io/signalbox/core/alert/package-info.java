/**
 * What an operator should look at: rules, what they found, and where that is kept. How rules are
 * judged stands in {@code watching}, how a change of an alert gets to people elsewhere in {@code
 * delivery}, what a rule would have done in {@code preview}.
 */
@NullMarked
package io.signalbox.core.alert;

import org.jspecify.annotations.NullMarked;
