//! What is shipped belongs together: the manifest names the embedded weights, and the licence notice is the one that this crate writes.

use train::manifest;

#[test]
fn the_manifest_describes_the_embedded_model() {
    let manifest = include_str!("../../../models/fast-1.toml");
    let hash = manifest::digest(model::EMBEDDED);
    assert!(manifest.contains(&format!("sha256 = \"{hash}\"")), "the manifest does not belong to these weights; train again");
    assert!(manifest.contains(&format!("bytes = {}", model::EMBEDDED.len())));
    assert!(model::EMBEDDED.len() < 12_000_000, "the model file has grown too large");
    assert_eq!(model::Model::embedded().expect("sound").version(), "fast-1");
}

#[test]
fn the_licence_notice_is_fresh() {
    assert_eq!(include_str!("../../../models/LICENSE.md"), manifest::licence());
}
