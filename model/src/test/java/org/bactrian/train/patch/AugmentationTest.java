package org.bactrian.train.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bactrian.volume.Index3;
import org.junit.jupiter.api.Test;

class AugmentationTest {

    private static final Index3 SIZE = new Index3(9, 8, 7);

    private static final List<Integer> ALL_AXES = List.of(0, 1, 2);

    @Test
    void theSameStreamGivesTheSamePatch() {
        Patch cut = patch(Augmentation.cut(SIZE), 1);

        for (int sample = 0; sample < 40; sample++) {
            Patch first = augmented(cut, sample);
            Patch second = augmented(cut, sample);

            assertThat(first.image()).containsExactly(second.image());
            assertThat(first.labels()).containsExactly(second.labels());
        }
    }

    @Test
    void patchesComeOutInTheSizeAskedForWithLabelsThatWentIn() {
        Patch cut = patch(Augmentation.cut(SIZE), 2);

        for (int sample = 0; sample < 40; sample++) {
            Patch augmented = augmented(cut, sample);

            assertThat(augmented.size()).isEqualTo(SIZE);
            for (byte label : augmented.labels()) {
                assertThat(label).isBetween((byte) 0, (byte) 2);
            }
            for (float intensity : augmented.image()) {
                assertThat(intensity).isFinite();
            }
        }
    }

    @Test
    void thePatchThatWentInStaysAsItWas() {
        Patch cut = patch(Augmentation.cut(SIZE), 3);
        float[] image = cut.image().clone();

        for (int sample = 0; sample < 40; sample++) {
            augmented(cut, sample);
        }

        assertThat(cut.image()).containsExactly(image);
    }

    @Test
    void augmentationsStrikeAsOftenAsTheyShould() {
        Patch patch = patch(SIZE, 4);
        GaussianNoise noise = new GaussianNoise(0.25, 0.1);

        int struck = 0;
        for (int sample = 0; sample < 4000; sample++) {
            struck += noise.apply(patch, RandomStreams.of(11, sample)) == patch ? 0 : 1;
        }

        assertThat(struck / 4000.0).isCloseTo(0.25, within(0.03));
    }

    @Test
    void mirroringTwiceIsNoMirroring() {
        Patch patch = patch(SIZE, 5);

        Patch twice = Mirror.mirrored(Mirror.mirrored(patch, true, false, true), true, false, true);

        assertThat(twice.image()).containsExactly(patch.image());
        assertThat(twice.labels()).containsExactly(patch.labels());
    }

    @Test
    void onlyAllowedAxesAreMirrored() {
        Patch patch = patch(SIZE, 6);

        Patch mirrored = new Mirror(1, List.of(1)).apply(patch, RandomStreams.of(0));

        assertThat(mirrored.image())
                .containsExactly(Mirror.mirrored(patch, false, true, false).image());
    }

    @Test
    void turningByNothingIsTheCentre() {
        Patch patch = patch(new Index3(12, 11, 9), 7);
        Index3 smaller = new Index3(10, 9, 7);

        Patch turned = new LinearSampling(patch, smaller).moved(SpatialTransform.matrix(new double[3], 1));

        assertThat(turned.image()).containsExactly(patch.centre(smaller).image());
        assertThat(turned.labels()).containsExactly(patch.centre(smaller).labels());
    }

    @Test
    void aQuarterTurnReordersVoxels() {
        Patch patch = patch(new Index3(5, 5, 3), 8);
        double[] quarterAboutZ = {Math.PI / 2, 0, 0};

        Patch turned = new LinearSampling(patch, patch.size()).moved(SpatialTransform.matrix(quarterAboutZ, 1));

        for (int y = 0; y < 5; y++) {
            for (int x = 0; x < 5; x++) {
                assertThat(turned.image()[x + 5 * y]).isCloseTo(patch.image()[y + 5 * (4 - x)], within(1e-5f));
                assertThat(turned.labels()[x + 5 * y]).isEqualTo(patch.labels()[y + 5 * (4 - x)]);
            }
        }
    }

    @Test
    void contrastKeepsMeanAndRangeOfTheIntensities() {
        float[] image = {0, 1, 2, 3, 4, 50, 51, 52, 53, 54};

        Contrast.spread(image, 0, 5, 1.25);

        assertThat(image).containsExactly(0, 0.75f, 2, 3.25f, 4, 50, 51, 52, 53, 54);
    }

    @Test
    void gammaKeepsMeanAndDeviation() {
        for (boolean inverted : List.of(true, false)) {
            Patch patch = patch(SIZE, 9);
            float[] image = patch.image().clone();
            Moments before = Moments.of(image, 0, image.length);

            Gamma.raise(image, 0, image.length, 1.4, inverted);

            Moments after = Moments.of(image, 0, image.length);
            assertThat(after.mean()).isCloseTo(before.mean(), within(1e-5));
            assertThat(after.deviation()).isCloseTo(before.deviation(), within(1e-5));
            assertThat(image).isNotEqualTo(patch.image());
        }
    }

    @Test
    void aPatchOfOneIntensitySurvivesEverything() {
        Index3 cut = Augmentation.cut(SIZE);
        float[] flat = new float[(int) cut.product()];
        Arrays.fill(flat, 2);
        Patch patch = new Patch(cut, flat, new byte[flat.length]);

        for (int sample = 0; sample < 200; sample++) {
            for (float intensity : augmented(patch, sample).image()) {
                assertThat(intensity).isFinite();
            }
        }
    }

    @Test
    void aCoarsenedConstantStaysAndALineLosesItsFineStructure() {
        float[] alternating = {1, 9, 1, 9, 1, 9, 1, 9};

        LowResolution.coarsen(alternating, 0, new Index3(8, 1, 1), 0.5);

        assertThat(alternating).containsOnly(9);
    }

    @Test
    void blurringKeepsTheSumInsideAndAConstantAtTheBorder() {
        float[] impulse = new float[15];
        impulse[7] = 1;
        float[] constant = {3, 3, 3, 3, 3, 3};

        GaussianBlur.blur(impulse, 0, new Index3(15, 1, 1), 0, GaussianBlur.kernel(0.8));
        GaussianBlur.blur(constant, 0, new Index3(1, 6, 1), 1, GaussianBlur.kernel(0.8));

        double sum = 0;
        for (float value : impulse) {
            sum += value;
        }
        assertThat(sum).isCloseTo(1, within(1e-6));
        assertThat(impulse[7]).isGreaterThan(impulse[6]).isLessThan(1);
        for (float value : constant) {
            assertThat(value).isCloseTo(3, within(1e-6f));
        }
    }

    @Test
    void streamsOfDifferentNamesDiffer() {
        List<Long> firsts = new ArrayList<>();
        for (long epoch = 0; epoch < 20; epoch++) {
            for (long batch = 0; batch < 20; batch++) {
                firsts.add(RandomStreams.of(1, epoch, batch).nextLong());
            }
        }
        firsts.add(RandomStreams.of(1, 0).nextLong());

        assertThat(firsts).doesNotHaveDuplicates();
    }

    private static Patch augmented(Patch cut, long sample) {
        Patch patch = cut;
        var random = RandomStreams.of(7, sample);
        for (Augmentation augmentation : Augmentation.nnUNet(SIZE, ALL_AXES)) {
            patch = augmentation.apply(patch, random);
        }
        return patch;
    }

    private static Patch patch(Index3 size, long seed) {
        Random random = new Random(seed);
        float[] image = new float[(int) size.product()];
        byte[] labels = new byte[image.length];
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) random.nextGaussian();
            labels[i] = (byte) random.nextInt(3);
        }
        return new Patch(size, image, labels);
    }
}
