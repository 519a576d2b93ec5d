package io.karawatt.modbus.master;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Predicate;

/**
 * Requests that were given up and whose answers may still come; used by the thread of one master.
 *
 * <p>RTU frames carry no transaction number: when a device is slower than its time-out, its answer looks like that to
 * the next question of the same form.
 */
final class Unanswered {

    private static final int MOST = 32;
    private static final long LATE_NANOS = 10_000_000_000L;

    private final Deque<Question> questions = new ArrayDeque<>();

    private record Question(int unit, int function, Object asked, long until) {

        boolean mayHave(int from, int answer) {
            return unit == from && function == (answer & 0x7F);
        }
    }

    void gaveUp(int unit, int function, Object asked, long now) {
        if (questions.size() == MOST) {
            questions.removeFirst();
        }
        questions.addLast(new Question(unit, function, asked, now + LATE_NANOS));
    }

    /** Whether an answer of this unit and function is the late one to a question; the question is then closed. */
    boolean closes(int unit, int function, long now) {
        return take(question -> question.mayHave(unit, function), now);
    }

    /** Whether an answer to a request could be the late one to another of the same unit; that is then closed. */
    boolean confuses(int unit, int function, Object asked, long now) {
        return take(question -> question.mayHave(unit, function) && !question.asked.equals(asked), now);
    }

    private boolean take(Predicate<Question> wanted, long now) {
        for (Iterator<Question> it = questions.iterator(); it.hasNext(); ) {
            Question question = it.next();
            if (question.until < now) {
                it.remove();
            } else if (wanted.test(question)) {
                it.remove();
                return true;
            }
        }
        return false;
    }
}
