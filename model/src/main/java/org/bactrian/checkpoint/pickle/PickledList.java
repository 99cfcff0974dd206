package org.bactrian.checkpoint.pickle;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/** A list that a pickle builds; equal only to itself, since it may hold itself. */
final class PickledList extends AbstractList<Object> {

    private final List<Object> items;

    PickledList() {
        this(new ArrayList<>());
    }

    PickledList(List<Object> items) {
        this.items = items;
    }

    @Override
    public Object get(int index) {
        return items.get(index);
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public void add(int index, Object item) {
        items.add(index, item);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "a list of " + items.size();
    }
}
