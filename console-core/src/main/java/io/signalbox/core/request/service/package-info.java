/** The door of requests. */
@NullMarked
package io.signalbox.core.request.service;

import org.jspecify.annotations.NullMarked;
