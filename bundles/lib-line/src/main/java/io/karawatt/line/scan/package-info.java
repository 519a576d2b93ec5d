/**
 * Searches a line for devices: who answers, what it is, who collides, and who gets another address. Everything is cut
 * into steps of one question, so that polling goes on between them.
 */
@NullMarked
package io.karawatt.line.scan;

import org.jspecify.annotations.NullMarked;
