/** What happened in one list: what people did, operations at providers, and what came by itself. */
@NullMarked
package io.signalbox.core.activity;

import org.jspecify.annotations.NullMarked;
