/** Files for operators and planners, made from the running model. */
@NullMarked
package io.karawatt.proto.bacnet.internal.papers;

import org.jspecify.annotations.NullMarked;
