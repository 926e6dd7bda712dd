//! What a JPEG stream tells without being decoded.

/// Whether a stream has its end: decoders fill up with grey what broke off. In coded data the marker's bytes do not occur (ISO/IEC 10918-1, B.1.1.5).
pub(super) fn is_whole(data: &[u8]) -> bool {
    data.windows(2).rev().any(|bytes| bytes == END)
}

const END: [u8; 2] = [0xff, 0xd9];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_that_breaks_off_is_not_whole() {
        let whole = [0xff, 0xd8, 0xff, 0xda, 1, 2, 3, 0xff, 0xd9, 0, 0];
        assert!(is_whole(&whole));
        assert!(!is_whole(&whole[..7]) && !is_whole(&[]));
    }
}
