//! What stands beside the weights: a manifest that says what they were trained on, with which options, and how they score, and the
//! notice that their licence asks for. No dates and no machine, so that the same training gives the same bytes.

use crate::score::Scores;
use crate::{Options, Report};
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

const SOURCES: [Source; 5] = [
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
        name: "Brown clusters of spacy-lookups-data",
        version: "1.0.5",
        authors: "ExplosionAI GmbH (2019)",
        licence: "MIT",
        url: "https://github.com/explosion/spacy-lookups-data",
        used_for: "word clusters, cut to the most frequent words",
    },
    Source {
        name: "WordNet",
        version: "3.0, as indexed in spacy-lookups-data 1.0.5",
        authors: "Princeton University (2006)",
        licence: "WordNet 3.0 licence",
        url: "https://wordnet.princeton.edu/license-and-commercial-use",
        used_for: "known lemmas with their parts of speech, cut to frequent ones",
    },
];

/// The SHA-256 of a model file, in hexadecimal digits.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The manifest of a model, in TOML.
pub fn manifest(options: &Options, bytes: &[u8], report: &Report) -> String {
    let hash = digest(bytes);
    let Options { version, seed, folds, epochs, parser_epochs, guide_folds, guide_epochs, least_count, beam, gap, hints, .. } =
        options;
    let hinted = hints.is_some();
    let mut out = format!(
        "# Written by `standoff train`.\nversion = \"{version}\"\nformat = {}\nbytes = {}\nsha256 = \"{hash}\"\nlicence = \"CC BY-SA 4.0\"\n\n\
         [training]\nseed = {seed}\nfolds = {folds}\nepochs = {epochs}\nguide_folds = {guide_folds}\nguide_epochs = {guide_epochs}\nparser_epochs = {parser_epochs}\nleast_count = {least_count}\nbeam = {beam}\ngap = {gap}\nhints = {hinted}\n",
        model::flat::FORMAT,
        bytes.len(),
    );
    for (name, scores) in [("ewt_dev", &report.ewt), ("gum_dev", &report.gum), ("gum_dev_news", &report.news)] {
        let Scores { words, upos, feats, lemmas, uas, las, names } = scores;
        let _ = write!(
            out,
            "\n# Percent, words given, tags predicted; relations without subtypes.\n[scores.{name}]\nwords = {words}\nupos = {upos:.2}\n\
             feats = {feats:.2}\nlemmas = {lemmas:.2}\nuas = {uas:.2}\nlas = {las:.2}\nnames_f1 = {names:.2}\n"
        );
    }
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
        "\nThe MIT licence of spacy-lookups-data: copyright (c) 2019 ExplosionAI GmbH. Permission is hereby granted, free of charge, to any\n\
         person obtaining a copy of this software and associated documentation files (the \"Software\"), to deal in the Software without\n\
         restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell\n\
         copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:\n\
         The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.\n\
         THE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF\n\
         MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE\n\
         FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN\n\
         CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.\n",
    );
    out.push_str(
        "\nThe WordNet 3.0 licence: this software and database is being provided to you, the LICENSEE, by Princeton University under the\n\
         following license. By obtaining, using and/or copying this software and database, you agree that you have read, understood, and\n\
         will comply with these terms and conditions: Permission to use, copy, modify and distribute this software and database and its\n\
         documentation for any purpose and without fee or royalty is hereby granted, provided that you agree to comply with the following\n\
         copyright notice and statements, including the disclaimer, and that the same appear on ALL copies of the software, database and\n\
         documentation, including modifications that you make for internal use or for distribution. WordNet 3.0 Copyright 2006 by\n\
         Princeton University. All rights reserved. THIS SOFTWARE AND DATABASE IS PROVIDED \"AS IS\" AND PRINCETON UNIVERSITY MAKES NO\n\
         REPRESENTATIONS OR WARRANTIES, EXPRESS OR IMPLIED. BY WAY OF EXAMPLE, BUT NOT LIMITATION, PRINCETON UNIVERSITY MAKES NO\n\
         REPRESENTATIONS OR WARRANTIES OF MERCHANTABILITY OR FITNESS FOR ANY PARTICULAR PURPOSE OR THAT THE USE OF THE LICENSED SOFTWARE,\n\
         DATABASE OR DOCUMENTATION WILL NOT INFRINGE ANY THIRD PARTY PATENTS, COPYRIGHTS, TRADEMARKS OR OTHER RIGHTS. The name of\n\
         Princeton University or Princeton may not be used in advertising or publicity pertaining to distribution of the software and/or\n\
         database. Title to copyright in this software, database and any associated documentation shall at all times remain with\n\
         Princeton University and LICENSEE agrees to preserve same.\n",
    );
    out
}
