package io.karawatt.proto.bacnet.internal.net;

/**
 * What every part of an opened server stands on.
 *
 * @param terms settings that the application knows, too.
 * @param moment the time of the turn.
 * @param timers what is done later.
 * @param tasks what other threads want done.
 * @param notices what people are told.
 * @param guard who may change what.
 * @param counters what happened.
 */
record Ground(
        Terms terms, Moment moment, Timers timers, Tasks tasks, Notices notices, Guard guard, Counters counters) {}
