/**
 * Training data: from nnU-Net's folder layout to cases that are ready to cut patches from.
 *
 * <p><b>Terms.</b> A <i>dataset</i> is a folder with {@code dataset.json}, {@code imagesTr/<case>_0000.nii.gz} (one file
 * a channel) and {@code labelsTr/<case>.nii.gz}. Its <i>fingerprint</i> are the statistics of the intensities under the
 * labels; they set how every scan is normalised, also at inference. A <i>prepared case</i> has gone through the model's
 * preprocessing stages and lies on disk, memory-mapped, with a sample of the places of each label. A <i>fold</i> is one
 * fifth of the cases, held out of training to validate on.
 *
 * <pre>{@code
 * Dataset dataset = Dataset.open(Path.of("Dataset501_Kidney"));
 * Fingerprint fingerprint = Fingerprint.of(dataset);
 * CrossValidation.Split split = CrossValidation.split(dataset.caseIds(), Fold.of(0));
 * List<PreparedCase> training = prepared.cases(split.training());
 * }</pre>
 */
@NullMarked
package org.bactrian.train.dataset;

import org.jspecify.annotations.NullMarked;
