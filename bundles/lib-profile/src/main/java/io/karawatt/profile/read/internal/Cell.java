package io.karawatt.profile.read.internal;

/**
 * A piece of text at its place in a file.
 *
 * @param text the text.
 * @param line line on which it begins, from 1.
 */
record Cell(String text, int line) {}
