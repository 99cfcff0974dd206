package org.bactrian.unet;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.bactrian.torchscript.Tensor;
import org.bactrian.volume.Index3;

/**
 * The operations of the network written down as their definitions, one output value at a time and in double precision:
 * slow, and hard to get wrong. One patch, no batch.
 */
final class FeatureMaps {

    final int channels;
    final Index3 size;
    final double[] values;

    FeatureMaps(int channels, Index3 size) {
        this.channels = channels;
        this.size = size;
        this.values = new double[Math.toIntExact(channels * size.product())];
    }

    static FeatureMaps of(int channels, Index3 size, float[] values) {
        FeatureMaps maps = new FeatureMaps(channels, size);
        for (int i = 0; i < values.length; i++) {
            maps.values[i] = values[i];
        }
        return maps;
    }

    private interface Voxel {
        double at(int channel, int x, int y, int z);
    }

    private static FeatureMaps each(int channels, Index3 size, Voxel voxel) {
        FeatureMaps maps = new FeatureMaps(channels, size);
        for (int c = 0; c < channels; c++) {
            for (int z = 0; z < size.z(); z++) {
                for (int y = 0; y < size.y(); y++) {
                    for (int x = 0; x < size.x(); x++) {
                        maps.values[maps.index(c, x, y, z)] = voxel.at(c, x, y, z);
                    }
                }
            }
        }
        return maps;
    }

    private int index(int channel, int x, int y, int z) {
        return ((channel * size.z() + z) * size.y() + y) * size.x() + x;
    }

    /** The value of a voxel; zero outside. */
    double at(int channel, int x, int y, int z) {
        boolean inside = x >= 0 && y >= 0 && z >= 0 && x < size.x() && y < size.y() && z < size.z();
        return inside ? values[index(channel, x, y, z)] : 0;
    }

    FeatureMaps convolved(Tensor weight, Tensor bias, Index3 kernel, Index3 stride) {
        int outputs = weight.shape().get(0);
        Index3 coarse = new Index3(
                (size.x() - 1) / stride.x() + 1, (size.y() - 1) / stride.y() + 1, (size.z() - 1) / stride.z() + 1);
        return each(outputs, coarse, (o, x, y, z) -> {
            double sum = bias.values()[o];
            int w = o * channels * Math.toIntExact(kernel.product());
            for (int c = 0; c < channels; c++) {
                for (int k = 0; k < kernel.z(); k++) {
                    for (int j = 0; j < kernel.y(); j++) {
                        for (int i = 0; i < kernel.x(); i++) {
                            sum += weight.values()[w++]
                                    * at(
                                            c,
                                            x * stride.x() + i - kernel.x() / 2,
                                            y * stride.y() + j - kernel.y() / 2,
                                            z * stride.z() + k - kernel.z() / 2);
                        }
                    }
                }
            }
            return sum;
        });
    }

    /** A transposed convolution whose kernel is as wide as its stride: every output has exactly one input voxel. */
    FeatureMaps raised(Tensor weight, Tensor bias, Index3 stride) {
        int outputs = weight.shape().get(1);
        Index3 fine = new Index3(size.x() * stride.x(), size.y() * stride.y(), size.z() * stride.z());
        return each(outputs, fine, (o, x, y, z) -> {
            int within = ((z % stride.z()) * stride.y() + y % stride.y()) * stride.x() + x % stride.x();
            double sum = bias.values()[o];
            for (int c = 0; c < channels; c++) {
                int w = (c * outputs + o) * Math.toIntExact(stride.product()) + within;
                sum += weight.values()[w] * at(c, x / stride.x(), y / stride.y(), z / stride.z());
            }
            return sum;
        });
    }

    FeatureMaps pooled(Index3 stride) {
        Index3 coarse = new Index3(size.x() / stride.x(), size.y() / stride.y(), size.z() / stride.z());
        return each(channels, coarse, (c, x, y, z) -> {
            double largest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < stride.z(); k++) {
                for (int j = 0; j < stride.y(); j++) {
                    for (int i = 0; i < stride.x(); i++) {
                        largest = Math.max(largest, at(c, x * stride.x() + i, y * stride.y() + j, z * stride.z() + k));
                    }
                }
            }
            return largest;
        });
    }

    FeatureMaps averaged(Index3 stride) {
        Index3 out = new Index3(size.x() / stride.x(), size.y() / stride.y(), size.z() / stride.z());
        return each(channels, out, (c, x, y, z) -> {
            double sum = 0;
            for (int i = 0; i < stride.product(); i++) {
                Index3 in = stride.voxelAt(i);
                sum += at(c, x * stride.x() + in.x(), y * stride.y() + in.y(), z * stride.z() + in.z());
            }
            return sum / stride.product();
        });
    }

    FeatureMaps plus(FeatureMaps other) {
        return each(channels, size, (c, x, y, z) -> at(c, x, y, z) + other.at(c, x, y, z));
    }

    FeatureMaps normalised(Tensor gain, Tensor shift, double floor) {
        FeatureMaps result = new FeatureMaps(channels, size);
        int voxels = Math.toIntExact(size.product());
        for (int c = 0; c < channels; c++) {
            double mean = 0;
            for (int i = 0; i < voxels; i++) {
                mean += values[c * voxels + i] / voxels;
            }
            double variance = 0;
            for (int i = 0; i < voxels; i++) {
                variance += (values[c * voxels + i] - mean) * (values[c * voxels + i] - mean) / voxels;
            }
            double factor = gain.values()[c] / Math.sqrt(variance + floor);
            for (int i = 0; i < voxels; i++) {
                result.values[c * voxels + i] = (values[c * voxels + i] - mean) * factor + shift.values()[c];
            }
        }
        return result;
    }

    /** By statistics of before. */
    FeatureMaps normalised(Tensor gain, Tensor shift, Tensor mean, Tensor variance, double floor) {
        FeatureMaps result = new FeatureMaps(channels, size);
        int voxels = Math.toIntExact(size.product());
        for (int i = 0; i < values.length; i++) {
            int c = i / voxels;
            double factor = gain.values()[c] / Math.sqrt(variance.values()[c] + floor);
            result.values[i] = (values[i] - mean.values()[c]) * factor + shift.values()[c];
        }
        return result;
    }

    FeatureMaps leakyRelu(double slope) {
        return map(value -> value > 0 ? value : slope * value);
    }

    private FeatureMaps map(DoubleUnaryOperator operator) {
        FeatureMaps result = new FeatureMaps(channels, size);
        for (int i = 0; i < values.length; i++) {
            result.values[i] = operator.applyAsDouble(values[i]);
        }
        return result;
    }

    static FeatureMaps joined(List<FeatureMaps> parts) {
        int channels = parts.stream().mapToInt(part -> part.channels).sum();
        FeatureMaps result = new FeatureMaps(channels, parts.get(0).size);
        int at = 0;
        for (FeatureMaps part : parts) {
            System.arraycopy(part.values, 0, result.values, at, part.values.length);
            at += part.values.length;
        }
        return result;
    }
}
