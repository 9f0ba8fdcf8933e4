/** What is known of each candidate, and whether it may serve. */
@NullMarked
package io.signalbox.core.routing.candidate;

import org.jspecify.annotations.NullMarked;
