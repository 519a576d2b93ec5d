package io.karawatt.event;

/**
 * How the queue of one contributor for one topic is doing.
 *
 * @param contributor id of the contributor.
 * @param topic the topic.
 * @param capacity largest number of waiting events.
 * @param waiting events waiting now.
 * @param passed events handed over since the contributor came.
 * @param dropped events dropped because the queue was full.
 */
public record QueueState(String contributor, Topic topic, int capacity, int waiting, long passed, long dropped) {}
