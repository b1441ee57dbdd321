//! Hashing of pieces and of whole files to 64 bits. The checksum is fixed for good: it stands in stored models. Neither makes a claim
//! to resist an adversary.

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

fn finish(state: u64) -> u64 {
    let spread = (state ^ (state >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    spread ^ (spread >> 32)
}

/// The hash of a short byte string, apart by `kind`.
pub fn bytes(kind: u64, bytes: &[u8]) -> u64 {
    finish(bytes.iter().fold(OFFSET ^ kind, |state, &byte| (state ^ u64::from(byte)).wrapping_mul(PRIME)))
}

/// Sums that run side by side, so that a large file is not checked one multiplication after the other.
const LANES: usize = 4;

/// The checksum of a byte string, 32 bytes at a time.
pub fn checksum(bytes: &[u8]) -> u64 {
    let mut lanes = [OFFSET; LANES];
    let (chunks, rest) = bytes.as_chunks::<{ 8 * LANES }>();
    for chunk in chunks {
        for (lane, &word) in lanes.iter_mut().zip(chunk.as_chunks::<8>().0) {
            *lane = (*lane ^ u64::from_le_bytes(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            *lane ^= *lane >> 32;
        }
    }
    let state = lanes.iter().fold(OFFSET ^ bytes.len() as u64, |state, &lane| finish(state ^ lane).wrapping_mul(PRIME));
    finish(rest.iter().fold(state, |state, &byte| (state ^ u64::from(byte)).wrapping_mul(PRIME)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_kind_matter() {
        assert_ne!(bytes(0, b"ab"), bytes(0, b"ba"));
        assert_ne!(bytes(0, b"ab"), bytes(1, b"ab"));
    }

    #[test]
    fn a_flipped_bit_changes_the_checksum() {
        let bytes: Vec<u8> = (0..150).collect();
        let sum = checksum(&bytes);
        for at in 0..bytes.len() {
            let mut broken = bytes.clone();
            broken[at] ^= 1;
            assert_ne!(checksum(&broken), sum);
        }
    }
}
