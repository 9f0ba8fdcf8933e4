/** Requests and their machines. */
@NullMarked
package io.signalbox.app.cli.requests;

import org.jspecify.annotations.NullMarked;
