/**
 * Activity: what people did, what was routed to providers, and what came by itself, in one list.
 */
@NullMarked
package io.signalbox.app.ui.activity;

import org.jspecify.annotations.NullMarked;
