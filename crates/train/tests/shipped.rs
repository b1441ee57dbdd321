//! What is shipped belongs together: each manifest names its embedded weights, and the licence notice is the one that this crate writes.

use model::{Model, ModelError};
use train::manifest;

fn assert_described(manifest: &str, bytes: &[u8], limit: usize, model: Result<&Model, ModelError>) {
    let model = model.expect("a sound model");
    let hash = manifest::digest(bytes);
    assert!(manifest.contains(&format!("sha256 = \"{hash}\"")), "the manifest does not belong to these weights; make it again");
    assert!(manifest.contains(&format!("bytes = {}", bytes.len())));
    assert!(manifest.contains(&format!("version = \"{}\"", model.version())));
    assert!(bytes.len() < limit, "the model file has grown too large");
}

#[test]
fn the_manifests_describe_the_embedded_models() {
    assert_described(include_str!("../../../models/fast-2.toml"), model::FAST, 12_000_000, Model::fast());
    assert_described(include_str!("../../../models/accurate-1.toml"), model::ACCURATE, 25_000_000, Model::accurate());
}

#[test]
fn the_licence_notice_is_fresh() {
    assert_eq!(include_str!("../../../models/LICENSE.md"), manifest::licence());
}
