/** Tells clients of changes of values: who wants to know, what changed, what is kept over a restart. */
@NullMarked
package io.karawatt.proto.bacnet.internal.cov;

import org.jspecify.annotations.NullMarked;
