package org.bactrian.unet.program;

import java.util.List;
import org.bactrian.torchscript.Tensor;

/**
 * Convolutions three slices deep with half of the multiplications: Winograd's minimal filtering F(4, 3) along the depth
 * (Lavin and Gray, CVPR 2016, section 4.3), direct convolution within slices. Six sums of slices, the <b>terms</b>, are
 * convolved with six sums of the kernel's slices, and four slices of the result are sums of what comes out. Without the
 * transform four slices take twelve convolutions.
 *
 * <p>Sums and differences of slices lose about a digit of the last three; terms in 16 bits would lose what matters.
 */
final class DepthTransform {

    /** Slices of the result that are computed together. */
    static final int SLICES = 4;

    private static final int TERMS = 6;
    private static final int KERNEL_DEPTH = 3;

    /** The share of each of the kernel's slices in each term: the matrix G of the paper. */
    private static final double[][] SHARES = {
        {1 / 4.0, 0, 0},
        {-1 / 6.0, -1 / 6.0, -1 / 6.0},
        {-1 / 6.0, 1 / 6.0, -1 / 6.0},
        {1 / 24.0, 1 / 12.0, 1 / 6.0},
        {1 / 24.0, -1 / 12.0, 1 / 6.0},
        {0, 0, 1}
    };

    private DepthTransform() {}

    /** Whether a convolution can be computed so. */
    static boolean fits(Convolution layer) {
        return layer.kernel().z() == KERNEL_DEPTH
                && layer.stride().product() == 1
                && layer.size().z() % SLICES == 0
                && layer.format() == LayerFormat.FLOAT32;
    }

    /** A kernel (out, in, 3, height, width) as terms (term, out, height, width, in). */
    static Tensor transformed(Tensor kernel) {
        int outputs = kernel.shape().get(0);
        int inputs = kernel.shape().get(1);
        int height = kernel.shape().get(3);
        int width = kernel.shape().get(4);
        int taps = height * width;
        Tensor terms = Tensor.zeros(List.of(TERMS, outputs, height, width, inputs));
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < inputs; i++) {
                for (int tap = 0; tap < taps; tap++) {
                    int from = (o * inputs + i) * KERNEL_DEPTH * taps + tap;
                    for (int term = 0; term < TERMS; term++) {
                        terms.values()[((term * outputs + o) * taps + tap) * inputs + i] =
                                share(SHARES[term], kernel.values(), from, taps);
                    }
                }
            }
        }
        return terms;
    }

    private static float share(double[] shares, float[] kernel, int from, int taps) {
        double sum = 0;
        for (int slice = 0; slice < KERNEL_DEPTH; slice++) {
            sum += shares[slice] * kernel[from + slice * taps];
        }
        return (float) sum;
    }

    /**
     * The method {@code deep_convolution}: maps (1, in, depth, height, width) and terms (6, out, in, height, width), both
     * with their channels innermost. With d0 to d5 the six slices around four, the terms are
     *
     * <pre>
     * 4 d0 - 5 d2 + d4,  p + q,  p - q,  r + s,  r - s,  4 d1 - 5 d3 + d5
     * p = d4 - 4 d2,  q = d3 - 4 d1,  r = d4 - d2,  s = 2 (d3 - d1)
     * </pre>
     *
     * and of the convolved terms m0 to m5 the slices are
     *
     * <pre>
     * m0 + a + c,  b + 2 d,  a + 4 c,  b + 8 d + m5
     * a = m1 + m2,  b = m1 - m2,  c = m3 + m4,  d = m3 - m4
     * </pre>
     *
     * Beyond the first and the last slice there are zeros, so that the first d0 and the last d5 add nothing. The bias goes
     * into m1, which each slice has once.
     */
    static String method() {
        return """
                  def deep_convolution(self: __torch__.UNet,
                    x: Tensor,
                    terms: Tensor,
                    bias: Tensor,
                    padding: List[int]) -> Tensor:
                    slices = torch.permute(torch.select(x, 0, 0), [1, 0, 2, 3])
                    d1 = torch.slice(slices, 0, 0, 9223372036854775807, 4)
                    d2 = torch.slice(slices, 0, 1, 9223372036854775807, 4)
                    d3 = torch.slice(slices, 0, 2, 9223372036854775807, 4)
                    d4 = torch.slice(slices, 0, 3, 9223372036854775807, 4)
                    p = torch.sub(d4, d2, alpha=4)
                    q = torch.sub(d3, d1, alpha=4)
                    m1 = (self).term(torch.add(p, q), terms, 1, bias, padding, )
                    m2 = (self).term(torch.sub_(p, q), terms, 2, None, padding, )
                    a = torch.add(m1, m2)
                    b = torch.sub_(m1, m2)
                    r = torch.sub(d4, d2)
                    s = torch.mul_(torch.sub(d3, d1), 2)
                    m3 = (self).term(torch.add(r, s), terms, 3, None, padding, )
                    m4 = (self).term(torch.sub_(r, s), terms, 4, None, padding, )
                    c = torch.add(m3, m4)
                    d = torch.sub_(m3, m4)
                    t0 = torch.sub(d4, d2, alpha=5)
                    _0 = torch.add_(torch.slice(t0, 0, 1), torch.slice(d4, 0, 0, -1), alpha=4)
                    m0 = (self).term(t0, terms, 0, None, padding, )
                    t5 = torch.sub(torch.mul(d1, 4), d3, alpha=5)
                    _1 = torch.add_(torch.slice(t5, 0, 0, -1), torch.slice(d1, 0, 1))
                    m5 = (self).term(t5, terms, 5, None, padding, )
                    size = [torch.size(slices, 0), torch.size(terms, 1), torch.size(slices, 2), torch.size(slices, 3)]
                    y = torch.empty(size, dtype=6, layout=None, device=None, pin_memory=None, memory_format=2)
                    y1 = torch.slice(y, 0, 0, 9223372036854775807, 4)
                    y2 = torch.slice(y, 0, 1, 9223372036854775807, 4)
                    y3 = torch.slice(y, 0, 2, 9223372036854775807, 4)
                    y4 = torch.slice(y, 0, 3, 9223372036854775807, 4)
                    _2 = torch.add_(torch.add(m0, a, alpha=1, out=y1), c)
                    _3 = torch.add(b, d, alpha=2, out=y2)
                    _4 = torch.add(a, c, alpha=4, out=y3)
                    _5 = torch.add_(torch.add(b, d, alpha=8, out=y4), m5)
                    return torch.unsqueeze(torch.permute(y, [1, 0, 2, 3]), 0)
                  def term(self: __torch__.UNet,
                    sum: Tensor,
                    terms: Tensor,
                    index: int,
                    bias: Optional[Tensor],
                    padding: List[int]) -> Tensor:
                    return torch.conv2d(sum, torch.select(terms, 0, index), bias, [1, 1], padding, [1, 1], 1)
                """;
    }
}
