/** Requests, machines and what is told of them, as rows and statements. */
@NullMarked
package io.signalbox.core.store.request;

import org.jspecify.annotations.NullMarked;
