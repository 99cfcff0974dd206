package org.bactrian.segment.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.bactrian.unet.engine.DeviceMemoryException;
import org.junit.jupiter.api.Test;

class PatchQueueTest {

    private final List<Integer> tried = new ArrayList<>();
    private final List<Float> scored = new ArrayList<>();

    @Test
    void patchesAreScoredTogetherInTheirOrder() {
        PatchQueue queue = new PatchQueue(device(4, 4));

        addTo(queue, 6);
        queue.finish();

        assertThat(scored).containsExactly(0f, 10f, 20f, 30f, 40f, 50f);
        assertThat(tried).containsExactly(4, 2);
    }

    @Test
    void aBatchThatDoesNotFitIsHalved() {
        PatchQueue queue = new PatchQueue(device(8, 3));

        addTo(queue, 9);
        queue.finish();

        assertThat(scored).containsExactly(0f, 10f, 20f, 30f, 40f, 50f, 60f, 70f, 80f);
        assertThat(tried).containsExactly(8, 4, 2, 2, 2, 2, 1);
    }

    @Test
    void whatDidNotFitIsNotTriedAgainForTheNextScan() {
        PatchScores device = device(8, 3);
        addTo(new PatchQueue(device), 8);
        tried.clear();

        addTo(new PatchQueue(device), 4);

        assertThat(tried).containsExactly(2, 2);
    }

    @Test
    void aSinglePatchThatDoesNotFitIsAFailure() {
        PatchQueue queue = new PatchQueue(device(2, 0));

        assertThatThrownBy(() -> addTo(queue, 2))
                .isInstanceOf(DeviceMemoryException.class)
                .hasMessage("full");

        assertThat(tried).containsExactly(2, 1);
    }

    private void addTo(PatchQueue queue, int patches) {
        for (int i = 0; i < patches; i++) {
            queue.add(new float[] {i}, scores -> scored.add(scores[0]));
        }
    }

    /** A device whose memory holds some patches, and which multiplies them by ten. */
    private PatchScores device(int atOnce, int fitting) {
        return new PatchScores() {
            private int most = atOnce;

            @Override
            public float[] scores(float[] patch) {
                return new float[] {10 * patch[0]};
            }

            @Override
            public List<float[]> scores(List<float[]> patches) {
                tried.add(patches.size());
                if (patches.size() > fitting) {
                    throw new DeviceMemoryException("full", new IllegalStateException());
                }
                return patches.stream().map(this::scores).toList();
            }

            @Override
            public int atOnce() {
                return most;
            }

            @Override
            public void fitNoMoreThan(int patches) {
                most = Math.min(most, patches);
            }
        };
    }
}
