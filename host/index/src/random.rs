//! Random numbers that are the same everywhere: xoshiro256++ in streams.
//!
//! The four words of a stream come from `SplitMix64` over seed and stream number, as the
//! authors advise. Every draw has a stream of its own, so that no draw depends on which
//! thread made which one before. Source: Blackman and Vigna (2021), "Scrambled linear
//! pseudorandom number generators"; Steele, Lea and Flood (2014) for `SplitMix64`.

use crate::number::{count, ln, position, pow};

/// One stream of random numbers.
#[derive(Debug, Clone)]
pub struct Random {
    words: [u64; 4],
}

/// The golden ratio in 64 bits: `SplitMix64`'s step.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

fn mix(word: u64) -> u64 {
    let word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

impl Random {
    /// The stream of this number under this seed.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut state = mix(seed.wrapping_add(STEP)) ^ mix(stream.wrapping_mul(STEP) ^ STEP);
        let words = [(); 4].map(|()| {
            state = state.wrapping_add(STEP);
            mix(state)
        });
        Self { words }
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        let [a, b, c, d] = self.words;
        let result = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
        let (c, d) = (c ^ a, d ^ b);
        self.words = [a ^ d, b ^ c, c ^ (b << 17), d.rotate_left(45)];
        result
    }

    /// Even over `0.0..1.0`, in steps of 2⁻⁵³.
    pub fn uniform(&mut self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "53 bits are exact")]
        let steps = (self.bits() >> 11) as f64;
        steps * (1.0 / 9_007_199_254_740_992.0)
    }

    /// A position below `n`; 0 if `n` is.
    pub fn below(&mut self, n: usize) -> usize {
        position(self.uniform() * count(n)).min(n.saturating_sub(1))
    }

    /// Normal with mean 0 and deviation 1: the polar method of Marsaglia (1964).
    pub fn normal(&mut self) -> f64 {
        loop {
            let x = 2.0 * self.uniform() - 1.0;
            let y = 2.0 * self.uniform() - 1.0;
            let square = x * x + y * y;
            if square > 0.0 && square < 1.0 {
                return x * (-2.0 * ln(square) / square).sqrt();
            }
        }
    }

    /// Gamma with this shape (above 0) and scale 1: Marsaglia and Tsang (2000).
    pub fn gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            let boost = pow(1.0 - self.uniform(), 1.0 / shape);
            return self.gamma(shape + 1.0) * boost;
        }
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let root = 1.0 + c * x;
            let cube = root * root * root;
            // 1 − u lies in (0, 1], where the logarithm is finite.
            let limit = 0.5 * x * x + d - d * cube + d * ln(cube.max(f64::MIN_POSITIVE));
            if cube > 0.0 && ln(1.0 - self.uniform()) < limit {
                return d * cube;
            }
        }
    }

    /// Sixty-four coins at once, each set with this chance (`0..=1`) to 2⁻²⁴. Each coin draws its own
    /// binary digits and compares them with the chance's, the first first: the first that
    /// differs decides. So after every word half of the coins are settled, and some eight words do
    /// for all of them.
    pub fn coins(&mut self, chance: f64) -> u64 {
        let digits = position((chance.clamp(0.0, 1.0) * 16_777_216.0) + 0.5);
        if digits >= 1 << COIN_DIGITS {
            return u64::MAX;
        }
        let (mut heads, mut open) = (0, u64::MAX);
        // Zeros at the end settle nothing that matters: who has come so far is not below the chance.
        for digit in (digits.trailing_zeros().min(COIN_DIGITS)..COIN_DIGITS).rev() {
            let word = self.bits();
            if (digits >> digit) & 1 == 1 {
                heads |= open & !word;
                open &= word;
            } else {
                open &= !word;
            }
            if open == 0 {
                break;
            }
        }
        heads
    }
}

/// Binary digits of a coin's chance.
const COIN_DIGITS: u32 = 24;

#[cfg(test)]
mod tests {
    use super::*;

    /// The first words of the authors' xoshiro256plusplus.c begun with 1, 2, 3, 4.
    #[test]
    fn the_authors_numbers_come_out() {
        let mut random = Random { words: [1, 2, 3, 4] };
        let words = [(); 5].map(|()| random.bits());
        assert_eq!(
            words,
            [
                41_943_041,
                58_720_359,
                3_588_806_011_781_223,
                3_591_011_842_654_386,
                9_228_616_714_210_784_205,
            ]
        );
    }

    /// The first words of the authors' splitmix64.c begun with 1477776061723855037.
    #[test]
    fn the_authors_seeds_come_out() {
        let mut state = 1_477_776_061_723_855_037_u64;
        let words = [(); 3].map(|()| {
            state = state.wrapping_add(STEP);
            mix(state)
        });
        assert_eq!(
            words,
            [1_985_237_415_132_408_290, 2_979_275_885_539_914_483, 13_511_426_838_097_143_398]
        );
    }

    /// Published intervals are drawn from these streams: they never change.
    #[test]
    fn streams_stay_what_they_are() {
        let mut random = Random::new(2019, 7);
        let words = [random.bits(), random.coins(0.3), random.bits()];
        let numbers = [random.uniform(), random.normal(), random.gamma(0.4), random.gamma(3.0)];
        let bits = numbers.map(f64::to_bits);
        let places = (random.below(1000), Random::new(2019, 8).below(1000));
        assert_eq!(words, [0xd398_4f1a_9d61_b575, 0x6466_708a_7d10_7c01, 0x70f4_956e_2e82_9197]);
        assert_eq!(
            bits,
            [
                0x3fce_cc15_f940_1f74,
                0x3ff6_2e27_22b2_1db2,
                0x3fd3_cadf_c5ab_1913,
                0x4012_cdba_b4df_8228
            ]
        );
        assert_eq!(places, (474, 609));
    }
}
