//! From trained weights, real numbers in a file of tensors, to the bytes of a model: every row of a matrix gets a scale of its own and
//! becomes bytes from -127 to 127. The order of sections is that in which `model` reads them.

use model::NO_OPENING;
use model::flat::Writer;
use model::kernel::{BLOCK, pack};
use safetensors::{Dtype, SafeTensors};
use serde::Deserialize;

/// What the training says of itself, in the file's metadata.
#[derive(Debug, Deserialize)]
pub struct Facts {
    /// The tier: `accurate` or `fast`.
    pub tier: String,
    /// The options of the run, as `name = value` lines of TOML.
    pub options: Vec<String>,
    pieces: Vec<String>,
    labels: Labels,
    layers: usize,
    opening: bool,
}

#[derive(Debug, Deserialize)]
struct Labels {
    upos: Vec<String>,
    xpos: Vec<String>,
    feats: Vec<String>,
    relation: Vec<String>,
    lemma: Vec<String>,
    tags: Vec<[u32; 3]>,
}

/// Trained weights.
#[derive(Debug)]
pub struct Checkpoint<'a> {
    /// What the training says of itself.
    pub facts: Facts,
    tensors: SafeTensors<'a>,
}

/// A tensor as rows of real numbers.
struct Tensor {
    width: usize,
    values: Vec<f32>,
}

impl<'a> Checkpoint<'a> {
    /// Reads a file of tensors. The error is a sentence that says what is missing.
    pub fn read(bytes: &'a [u8]) -> Result<Checkpoint<'a>, String> {
        let foreign = "this is no checkpoint; give a file written by `training/train.py`";
        let (_, metadata) = SafeTensors::read_metadata(bytes).map_err(|error| format!("{foreign} ({error})"))?;
        let facts = metadata.metadata().as_ref().and_then(|entries| entries.get("standoff")).ok_or(foreign)?;
        let facts: Facts = serde_json::from_str(facts).map_err(|error| format!("{foreign} ({error})"))?;
        let tensors = SafeTensors::deserialize(bytes).map_err(|error| format!("{foreign} ({error})"))?;
        Ok(Checkpoint { facts, tensors })
    }

    fn tensor(&self, name: &str) -> Result<Tensor, String> {
        let view = self.tensors.tensor(name).map_err(|_| format!("the checkpoint has no `{name}`; train it again"))?;
        if view.dtype() != Dtype::F32 {
            return Err(format!("`{name}` is not of 32-bit numbers; train it again"));
        }
        let values: Vec<f32> = view.data().as_chunks::<4>().0.iter().map(|&value| f32::from_le_bytes(value)).collect();
        Ok(Tensor { width: view.shape().last().copied().unwrap_or(1).max(1), values })
    }

    /// The bytes of the model.
    pub fn pack(&self, version: &str) -> Result<Vec<u8>, String> {
        let mut writer = Writer::default();
        writer.string(version);
        writer.strings(self.facts.pieces.iter().map(String::as_str));
        let opening = self.facts.pieces.iter().position(|piece| piece == "[CLS]").filter(|_| self.facts.opening);
        writer.number(opening.map_or(NO_OPENING, |opening| opening as u32));
        let Labels { upos, xpos, feats, relation, lemma, tags } = &self.facts.labels;
        for names in [upos, xpos, feats, relation, lemma] {
            writer.strings(names.iter().map(String::as_str));
        }
        writer.number(tags.len() as u32);
        tags.iter().flatten().for_each(|&part| writer.number(part));
        for table in ["piece", "position", "form", "spacing"] {
            self.table(&mut writer, &format!("{table}.weight"))?;
        }
        self.norm(&mut writer, "embedding_norm")?;
        writer.number(self.facts.layers as u32);
        for layer in 0..self.facts.layers {
            let part = |name: &str| format!("layers.{layer}.{name}");
            self.matrix(&mut writer, &part("query_key_value"))?;
            self.matrix(&mut writer, &part("output"))?;
            self.norm(&mut writer, &part("attention_norm"))?;
            self.matrix(&mut writer, &part("inner"))?;
            self.matrix(&mut writer, &part("outer"))?;
            self.norm(&mut writer, &part("norm"))?;
        }
        for name in ["tags", "arc", "arc_map"] {
            self.matrix(&mut writer, name)?;
        }
        for name in ["arc_bias.weight", "arc_root"] {
            writer.reals(&self.tensor(name)?.values);
        }
        self.matrix(&mut writer, "relation")?;
        writer.reals(&self.tensor("relation_root")?.values);
        self.matrix(&mut writer, "relation_label")?;
        Ok(writer.finish())
    }

    fn norm(&self, writer: &mut Writer, name: &str) -> Result<(), String> {
        writer.reals(&self.tensor(&format!("{name}.weight"))?.values);
        writer.reals(&self.tensor(&format!("{name}.bias"))?.values);
        Ok(())
    }

    fn table(&self, writer: &mut Writer, name: &str) -> Result<(), String> {
        let Tensor { width, values } = self.tensor(name)?;
        let (bytes, scales) = rounded(&values, width);
        writer.number(width as u32);
        writer.bytes(&bytes.iter().map(|&byte| byte as u8).collect::<Vec<u8>>());
        writer.reals(&scales);
        Ok(())
    }

    fn matrix(&self, writer: &mut Writer, name: &str) -> Result<(), String> {
        let Tensor { width, values } = self.tensor(&format!("{name}.weight"))?;
        let (bytes, mut scales) = rounded(&values, width);
        let mut bias = self.tensor(&format!("{name}.bias"))?.values;
        let outputs = scales.len();
        scales.resize(outputs.next_multiple_of(BLOCK), 0.0);
        bias.resize(scales.len(), 0.0);
        writer.number(width as u32);
        writer.number(outputs as u32);
        writer.bytes(&pack(&bytes, width));
        writer.reals(&scales);
        writer.reals(&bias);
        Ok(())
    }
}

/// Rows of numbers as bytes with a scale for each row.
fn rounded(values: &[f32], width: usize) -> (Vec<i8>, Vec<f32>) {
    let mut bytes = Vec::with_capacity(values.len());
    let mut scales = Vec::with_capacity(values.len() / width);
    for row in values.chunks_exact(width) {
        let scale = row.iter().fold(1e-6f32, |largest, value| largest.max(value.abs())) / 127.0;
        bytes.extend(row.iter().map(|value| (value / scale).round_ties_even() as i8));
        scales.push(scale);
    }
    (bytes, scales)
}
