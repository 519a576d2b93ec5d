package io.karawatt.settings.internal;

/**
 * What an order comes to.
 *
 * @param before what the settings to be changed hold now.
 * @param wanted what they are to hold; the same settings.
 */
record Plan(Image before, Image wanted) {}
