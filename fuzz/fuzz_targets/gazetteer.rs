//! Any bytes as a gazetteer: it is refused, or every look-up in it ends without a panic.

#![no_main]

use knowledge::gazetteer::{Gazetteer, layout};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // As they are, and behind a head that is right, so that the directory and the blocks are read too.
    drop(Gazetteer::open(bytes.to_vec()));
    let mut file = layout::MAGIC.to_vec();
    file.extend(((layout::HEAD + bytes.len()) as u64).to_le_bytes());
    file.extend(layout::digest(bytes));
    file.extend(bytes);
    if let Ok(gazetteer) = Gazetteer::open(file) {
        let _ = gazetteer.verify();
        drop(gazetteer.bearers("a"));
        drop(gazetteer.record(0));
        assert!(gazetteer.keys().count() <= 1 << 24);
    }
});
