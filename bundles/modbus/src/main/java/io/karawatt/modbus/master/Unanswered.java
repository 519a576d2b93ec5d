package io.karawatt.modbus.master;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Requests that were given up and whose answers may still come; used by the thread of one master.
 *
 * <p>RTU frames carry no transaction number: when a device is slower than its time-out, its answer looks like that to
 * the next question of the same form.
 */
final class Unanswered {

    private static final int MOST = 32;

    /** No device needs longer. */
    private static final long LATE_NANOS = 2_000_000_000L;

    private static final long LEAST_DOUBT_NANOS = 50_000_000;
    private static final long LONGEST_DOUBT_NANOS = 2_000_000_000;

    private final Deque<Question> questions = new ArrayDeque<>();

    private record Question(int unit, int function, Object asked, long since) {

        boolean mayHave(int from, int answer) {
            return unit == from && function == (answer & 0x7F);
        }
    }

    void gaveUp(int unit, int function, Object asked, long since) {
        if (questions.size() == MOST) {
            questions.removeFirst();
        }
        questions.addLast(new Question(unit, function, asked, since));
    }

    /** Whether an answer of this unit and function is the late one to a question; the question is then closed. */
    boolean closes(int unit, int function, long now) {
        forget(now);
        for (Iterator<Question> it = questions.iterator(); it.hasNext(); ) {
            if (it.next().mayHave(unit, function)) {
                it.remove();
                return true;
            }
        }
        return false;
    }

    /**
     * Says how long to wait for a better answer than one that may be the late one to an earlier, different request. A
     * device that was so slow then answers this request about as slowly; when nothing more comes, there was no other.
     *
     * @return nanoseconds; 0 when there is no doubt.
     */
    long patience(int unit, int function, Object asked, long now) {
        forget(now);
        return questions.stream()
                .filter(question -> question.mayHave(unit, function) && !question.asked.equals(asked))
                .findFirst()
                .map(question -> Math.min(2 * (now - question.since) + LEAST_DOUBT_NANOS, LONGEST_DOUBT_NANOS))
                .orElse(0L);
    }

    /** Nothing of this unit and function can come late any more. */
    void settle(int unit, int function) {
        questions.removeIf(question -> question.mayHave(unit, function));
    }

    private void forget(long now) {
        questions.removeIf(question -> now - question.since > LATE_NANOS);
    }
}
