package org.bactrian.numeric.components;

/**
 * Sets that are joined two at a time (union-find; Tarjan 1975). Every set is named by its lowest member, which keeps
 * numbers in the order of memory; path halving alone keeps the paths short.
 */
final class DisjointSets {

    private final int[] parent;

    DisjointSets(int members) {
        parent = new int[members];
        for (int i = 0; i < members; i++) {
            parent[i] = i;
        }
    }

    /** The lowest member of the set of a member. */
    int lowest(int member) {
        int at = member;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    /** Makes one set of the sets of two members. */
    void join(int a, int b) {
        int lowestA = lowest(a);
        int lowestB = lowest(b);
        parent[Math.max(lowestA, lowestB)] = Math.min(lowestA, lowestB);
    }
}
