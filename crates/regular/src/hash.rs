//! A fast hasher for keys that we number ourselves, where an attacker cannot choose collisions.

use std::hash::{BuildHasher, Hasher as StdHasher};

/// Builds [`Mix`] hashers.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Hasher;

impl BuildHasher for Hasher {
    type Hasher = Mix;

    fn build_hasher(&self) -> Mix {
        Mix(0)
    }
}

/// Multiplies and rotates word by word.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mix(u64);

impl StdHasher for Mix {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word.iter_mut().zip(chunk).for_each(|(to, from)| *to = *from);
            self.write_u64(u64::from_le_bytes(word));
        }
    }

    fn write_u32(&mut self, word: u32) {
        self.write_u64(u64::from(word));
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(MULTIPLIER);
    }

    fn write_usize(&mut self, word: usize) {
        self.write_u64(word as u64);
    }
}

/// Odd, with its bits spread: the fractional part of the golden ratio.
const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;
