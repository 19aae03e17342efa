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
