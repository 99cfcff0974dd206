package org.bactrian.checkpoint.pickle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stack of the machine, its marks, and its memory. */
final class PickleStack {

    private final PickleInput input;
    private final List<Object> values = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();
    private final Map<Long, Object> memory = new LinkedHashMap<>();

    PickleStack(PickleInput input) {
        this.input = input;
    }

    void push(Object value) {
        values.add(value);
    }

    void mark() {
        marks.add(values.size());
    }

    Object pop() {
        Object top = top();
        values.remove(values.size() - 1);
        return top;
    }

    Object top() {
        int floor = marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
        if (values.size() <= floor) {
            throw input.bad("stack at byte " + input.position(), "empty", "a value");
        }
        return values.get(values.size() - 1);
    }

    <T> T pop(Class<T> type) {
        Object value = pop();
        return require(value, type);
    }

    List<?> popList() {
        return pop(List.class);
    }

    <T> T top(Class<T> type) {
        return require(top(), type);
    }

    /** Everything since the last mark, which is taken away. */
    List<Object> popToMark() {
        if (marks.isEmpty()) {
            throw input.bad("mark at byte " + input.position(), "missing", "one");
        }
        int mark = marks.remove(marks.size() - 1);
        List<Object> since = values.subList(mark, values.size());
        List<Object> popped = new ArrayList<>(since);
        since.clear();
        return popped;
    }

    void remember(long place) {
        memory.put(place, top());
    }

    /** Remembers the top in the next free place. */
    void rememberNext() {
        remember(memory.size());
    }

    void recall(long place) {
        push(Optional.ofNullable(memory.get(place))
                .orElseThrow(() -> input.bad("memory", place, "a place that was written to")));
    }

    private <T> T require(Object value, Class<T> type) {
        if (!type.isInstance(value)) {
            throw input.bad(
                    "value at byte " + input.position(), value.getClass().getSimpleName(), type.getSimpleName());
        }
        return type.cast(value);
    }
}
