@NullMarked
package io.karawatt.demo.internal;

import org.jspecify.annotations.NullMarked;
