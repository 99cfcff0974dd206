package org.bactrian.bench;

import java.util.Optional;
import java.util.OptionalDouble;
import org.bactrian.bench.data.BenchVolume;

/**
 * One line of the table.
 *
 * @param id by which it is asked for
 * @param section under which it stands
 * @param sentence what is done
 * @param volume what it is done to; kernels bring their own
 * @param ours what Bactrian does
 * @param peer what the peer does, where there is one
 * @param target what is to be reached
 */
public record Row(
        String id,
        Section section,
        String sentence,
        Optional<BenchVolume> volume,
        Work ours,
        Optional<PeerScript> peer,
        Target target) {

    /** The parts of the table, in order. */
    public enum Section {
        PREPROCESSING("From the file to the network's input"),
        EXPORT("From the network's scores to the label map's file"),
        NETWORK("The network"),
        PROCESS("Whole cold processes"),
        STEPS("Single steps"),
        KERNELS("Kernels");

        private final String title;

        Section(String title) {
            this.title = title;
        }

        /** As a heading says it. */
        public String title() {
            return title;
        }
    }

    /**
     * How large our share of the peer's may be.
     *
     * @param time of the minima of wall seconds
     * @param memory of the peaks
     */
    public record Target(OptionalDouble time, OptionalDouble memory) {

        /** Nothing was promised. */
        static final Target NONE = new Target(OptionalDouble.empty(), OptionalDouble.empty());

        /** At most one in so many of the peer's time. */
        static Target time(double oneIn) {
            return new Target(OptionalDouble.of(1 / oneIn), OptionalDouble.empty());
        }

        /** At most such a share of the peer's time. */
        static Target share(double ofTime) {
            return new Target(OptionalDouble.of(ofTime), OptionalDouble.empty());
        }

        /** And at most one in so many of its memory. */
        Target memory(double oneIn) {
            return new Target(time, OptionalDouble.of(1 / oneIn));
        }
    }
}
