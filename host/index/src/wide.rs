//! The processor's wide instructions, where it has them.
//!
//! The compiler builds for the least processor of a platform, which on x86-64 is of 2003. Work
//! given to [`wide`] is compiled once more for processors with AVX2 (2013) and the better
//! one is chosen when it runs. Both do the same additions and multiplications in the same
//! order, without fused steps, so the bits are the same; a test compares them.

/// A piece of work. `run` must be inlined always, down to its loops, or it keeps the old instructions.
pub(crate) trait Work {
    /// Does it.
    fn run(self);
}

/// Runs `work`.
#[cfg(target_arch = "x86_64")]
pub(crate) fn wide(work: impl Work) {
    #[target_feature(enable = "avx2")]
    fn with_avx2(work: impl Work) {
        work.run();
    }
    if std::arch::is_x86_feature_detected!("avx2") {
        // SAFETY: `with_avx2` asks for nothing but AVX2, which the processor has.
        #[expect(unsafe_code, reason = "instructions chosen at run time have no safe call")]
        unsafe {
            with_avx2(work);
        }
    } else {
        work.run();
    }
}

/// Runs `work`. Other platforms have one set of instructions.
#[cfg(not(target_arch = "x86_64"))]
pub(crate) fn wide(work: impl Work) {
    work.run();
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sums of products as the draws make them: each cell by its weight, row by row.
    struct Sums<'a> {
        cells: &'a [f64],
        weights: &'a [f64],
        out: &'a mut [f64],
    }

    impl Work for Sums<'_> {
        #[expect(clippy::inline_always, reason = "work that is not inlined keeps its instructions")]
        #[inline(always)]
        fn run(self) {
            for (row, sum) in self.cells.chunks(self.weights.len()).zip(self.out) {
                for (cell, weight) in row.iter().zip(self.weights) {
                    *sum += cell * weight;
                }
                *sum = *sum / 3.0 + sum.sqrt();
            }
        }
    }

    #[test]
    fn wide_work_gives_the_bits_of_plain_work() {
        let cells: Vec<f64> = (0..33 * 17).map(|n| f64::from(n * 7919 % 1000) / 997.0).collect();
        let weights: Vec<f64> = (1..=17).map(|n| 1.0 / f64::from(n)).collect();
        let (mut plain, mut widely) = (vec![0.0; 33], vec![0.0; 33]);
        Sums { cells: &cells, weights: &weights, out: &mut plain }.run();
        wide(Sums { cells: &cells, weights: &weights, out: &mut widely });
        let bits = |sums: &[f64]| sums.iter().map(|sum| sum.to_bits()).collect::<Vec<_>>();
        assert_eq!(bits(&plain), bits(&widely));
    }
}
