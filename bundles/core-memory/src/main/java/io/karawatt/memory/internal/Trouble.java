package io.karawatt.memory.internal;

/**
 * Why a page could not be had.
 *
 * @param reason in plain words.
 * @param lasting whether it is no use to try again later.
 */
record Trouble(String reason, boolean lasting) {}
