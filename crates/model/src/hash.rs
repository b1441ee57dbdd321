//! Hashing of strings and of feature combinations to 64 bits. It is fixed for good: stored weights are found by these values,
//! so a change here is a change of the model format. It makes no claim to resist an adversary.

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// The state before the first character of a string.
pub const EMPTY: u64 = OFFSET;

/// Takes one more character into a string's running state.
pub fn step(state: u64, character: char) -> u64 {
    (state ^ u64::from(u32::from(character))).wrapping_mul(PRIME)
}

/// Ends a running state, so that its upper bits depend on every character.
pub fn finish(state: u64) -> u64 {
    let spread = (state ^ (state >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    spread ^ (spread >> 32)
}

/// The hash of a string.
pub fn text(string: &str) -> u64 {
    finish(string.chars().fold(EMPTY, step))
}

/// The hash of a feature: its template's number and one value.
pub fn one(template: u64, a: u64) -> u64 {
    let mixed = (a ^ template.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed ^ (mixed >> 29)
}

/// The hash of a feature of two values.
pub fn two(template: u64, a: u64, b: u64) -> u64 {
    one(b, one(template, a))
}

/// The hash of a feature of three values.
pub fn three(template: u64, a: u64, b: u64, c: u64) -> u64 {
    one(c, one(b, one(template, a)))
}

/// The checksum of a byte string, eight bytes at a time.
pub fn checksum(bytes: &[u8]) -> u64 {
    let mut state = OFFSET ^ bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let value = chunk.iter().rev().fold(0u64, |sum, &byte| (sum << 8) | u64::from(byte));
        state = (state ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        state ^= state >> 32;
    }
    for &byte in chunks.remainder() {
        state = (state ^ u64::from(byte)).wrapping_mul(PRIME);
    }
    finish(state)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_template_matter() {
        assert_ne!(two(1, 2, 3), two(1, 3, 2));
        assert_ne!(one(1, 2), one(2, 1));
        assert_ne!(text("ab"), text("ba"));
    }

    #[test]
    fn a_flipped_bit_changes_the_checksum() {
        let bytes: Vec<u8> = (0..100).collect();
        let sum = checksum(&bytes);
        for at in 0..bytes.len() {
            let mut broken = bytes.clone();
            broken[at] ^= 1;
            assert_ne!(checksum(&broken), sum);
        }
    }
}
