//! A subject and its verb read as a noun with a participle.
//!
//! "Thai troops traded fire with ..." has one reading as a sentence and one as a noun phrase. Where the noun phrase would be the whole clause,
//! without any finite verb, the sentence is meant. Nothing else is touched, and a tree stays a tree.

use super::tree::Tree;
use document::{Relation, Token, TokenRange, Upos};

/// Makes the participle right behind a nominal root the root, and the noun its subject, where the sentence has no finite verb.
pub(super) fn nominal_root(tokens: &mut [Token], sentence: TokenRange) {
    let ids = sentence.ids();
    let Some(root) = ids.clone().find(|&token| tokens[token].head.is_none()) else { return };
    if !tokens[root].upos.is_noun() {
        return;
    }
    let hangs = |token: usize, head: usize| tokens[token].head == Some(head as u32);
    // A finite verb or auxiliary of the main clause says that the noun phrase is one.
    let finite = ids.clone().any(|token| {
        let verb = matches!(&*tokens[token].xpos, "VBD" | "VBZ" | "VBP" | "MD") && tokens[token].upos != Upos::NOUN;
        verb && (hangs(token, root)
            && !matches!(tokens[token].relation, Relation::Acl | Relation::Amod | Relation::AclRelcl | Relation::Advcl))
    });
    // The participle may hang on the noun itself or on what it counts ("hundreds of supporters clashed").
    let under = |token: usize| {
        let head = tokens[token].head.map(|head| head as usize);
        head == Some(root) || head.is_some_and(|head| hangs(head, root) && tokens[head].relation == Relation::Nmod)
    };
    let participle = ids.clone().find(|&token| {
        let form = matches!(&*tokens[token].xpos, "VBN" | "VBD");
        form && token > root && under(token) && matches!(tokens[token].relation, Relation::Acl | Relation::Amod)
    });
    let Some(verb) = participle.filter(|_| !finite) else { return };
    // "the man arrested on Monday." alone is a headline's noun phrase; an object or a passive's agent tells the two apart.
    let has_object = ids.clone().any(|token| hangs(token, verb) && tokens[token].relation == Relation::Obj);
    let by = |token: usize| ids.clone().any(|case| hangs(case, token) && &*tokens[case].lemma == "by");
    let has_agent = ids.clone().any(|token| hangs(token, verb) && tokens[token].relation == Relation::OblAgent && by(token));
    let ends_in_stop = ids.clone().next_back().is_some_and(|last| tokens[last].upos == Upos::PUNCT);
    if has_agent || !(has_object || ends_in_stop) {
        return;
    }
    for token in sentence.ids().filter(|&token| tokens[token].head == Some(verb as u32)).collect::<Vec<_>>() {
        // What the parser took for the agent of a passive is none.
        if tokens[token].relation == Relation::OblAgent {
            tokens[token].relation = Relation::Obl;
        }
    }
    for token in sentence.ids() {
        // What followed the noun as its own belongs to the clause now; what stands before the verb stays with the noun.
        let clausal = matches!(
            tokens[token].relation,
            Relation::Punct
                | Relation::Nmod
                | Relation::NmodUnmarked
                | Relation::Advcl
                | Relation::Parataxis
                | Relation::Conj
                | Relation::Cc
                | Relation::Advmod
                | Relation::Acl
                | Relation::Obl
        );
        if token > verb && tokens[token].head == Some(root as u32) && clausal {
            tokens[token].head = Some(verb as u32);
            tokens[token].relation = match tokens[token].relation {
                Relation::Nmod => Relation::Obl,
                Relation::NmodUnmarked => Relation::OblUnmarked,
                Relation::Acl => Relation::Advcl,
                other => other,
            };
        }
    }
    set_clause(tokens, verb, root);
}

/// Makes a word the root of its sentence and a finite past verb, with its subject.
fn set_clause(tokens: &mut [Token], verb: usize, subject: usize) {
    tokens[verb].head = None;
    tokens[verb].relation = Relation::Root;
    tokens[verb].upos = Upos::VERB;
    tokens[verb].xpos = "VBD".into();
    tokens[verb].feats = "Mood=Ind|Tense=Past|VerbForm=Fin".into();
    tokens[subject].head = Some(verb as u32);
    tokens[subject].relation = Relation::Nsubj;
}

/// Makes a participle that stands as modifier before a nominal root the verb of the sentence, where a sentence with a full stop has no finite verb:
/// "The two countries held talks." The word before it is the subject, the nominal its object.
pub(super) fn modifying_participle(tokens: &mut [Token], sentence: TokenRange) {
    let ids = sentence.ids();
    let Some(root) = ids.clone().find(|&token| tokens[token].head.is_none()) else { return };
    let closed = ids.clone().next_back().is_some_and(|last| tokens[last].upos == Upos::PUNCT);
    let finite = ids.clone().any(|token| {
        matches!(&*tokens[token].xpos, "VBD" | "VBZ" | "VBP" | "MD")
            && !matches!(tokens[token].relation, Relation::AclRelcl | Relation::Advcl)
    });
    if !tokens[root].upos.is_noun() || !closed || finite {
        return;
    }
    let participle = ids.clone().find(|&token| {
        &*tokens[token].xpos == "VBN"
            && tokens[token].relation == Relation::Amod
            && tokens[token].head == Some(root as u32)
            && token < root
    });
    let Some(verb) = participle else { return };
    let nominal = |token: usize| matches!(tokens[token].upos, Upos::NOUN | Upos::PROPN | Upos::PRON | Upos::ADJ | Upos::NUM);
    let subject = (sentence.start as usize..verb).rev().find(|&token| !matches!(tokens[token].upos, Upos::ADV | Upos::PUNCT));
    // A determiner or preposition right before it says that it does modify: "the planned talks", "with armed men".
    let Some(subject) = subject.filter(|&token| nominal(token)) else { return };
    for token in ids {
        if tokens[token].head != Some(root as u32) || token == verb || token == subject {
            continue;
        }
        if token < subject
            && !matches!(tokens[token].relation, Relation::Obl | Relation::Punct | Relation::Parataxis | Relation::Dep)
        {
            tokens[token].head = Some(subject as u32);
        } else if token < verb
            || tokens[token].relation == Relation::Punct
            || token > root && tokens[token].relation == Relation::Advcl
        {
            tokens[token].head = Some(verb as u32);
        }
    }
    // What hung between: the subject may have hung on one of the words that are its own now.
    set_clause(tokens, verb, subject);
    if tokens[subject].upos == Upos::ADJ {
        tokens[subject].upos = Upos::NOUN;
        tokens[subject].xpos = "NN".into();
    }
    tokens[root].head = Some(verb as u32);
    tokens[root].relation = Relation::Obj;
}

/// All personal pronouns, by their lemmas and forms.
const PRONOUNS: [&str; 29] = [
    "i",
    "you",
    "he",
    "she",
    "it",
    "we",
    "they",
    "me",
    "him",
    "her",
    "us",
    "them",
    "myself",
    "yourself",
    "himself",
    "herself",
    "itself",
    "ourselves",
    "yourselves",
    "themselves",
    "mine",
    "yours",
    "hers",
    "ours",
    "theirs",
    "one",
    "'s",
    "'em",
    "thou",
];

/// "Economists agree": a word tagged as a personal pronoun that is none of them is a noun.
pub(super) fn no_pronoun(tree: &mut Tree<'_>) {
    for word in tree.words.clone() {
        let personal = tree.upos(word) == Upos::PRON && tree.is_tagged(word, &["PRP"]);
        if personal && !PRONOUNS.contains(&&*tree.lemma(word).to_lowercase()) && tree.lemma(word).len() > 4 {
            tree.tokens[word].upos = Upos::NOUN;
            tree.tokens[word].xpos = "NNS".into();
            tree.tokens[word].feats = "Number=Plur".into();
        }
    }
}

/// "Armenian shelling of a village": no determiner has so many letters, but for these.
pub(super) fn no_determiner(tree: &mut Tree<'_>) {
    for word in tree.words.clone() {
        let long = tree.upos(word) == Upos::DET && tree.relation(word) == Relation::Det && tree.lemma(word).len() > 7;
        if long && !matches!(tree.lemma(word), "whatever" | "whichever" | "whichsoever" | "whatsoever") {
            tree.tokens[word].upos = Upos::ADJ;
            tree.tokens[word].xpos = "JJ".into();
            tree.tokens[word].relation = Relation::Amod;
        }
    }
}

/// "Guyana protests as gunboat nears": where a sentence has no other verb, a plural with nothing but a name before it is the verb of that name.
pub(super) fn verb_of_name(tree: &mut Tree<'_>) {
    let Some(root) = tree.words.clone().find(|&word| tree.head(word).is_none()) else { return };
    let finite = |word: usize| {
        tree.is_tagged(word, &["VBD", "VBZ", "VBP", "MD"])
            && !matches!(tree.relation(word), Relation::AclRelcl | Relation::Acl | Relation::Advcl)
    };
    if !tree.is_tagged(root, &["NNS"]) || tree.words.clone().any(finite) {
        return;
    }
    let before: Vec<usize> = tree.children(root).filter(|&word| word < root && tree.upos(word) != Upos::PUNCT).collect();
    let [name] = before[..] else { return };
    let plain = tree.relation(name) == Relation::Compound && tree.tokens[name].upos.is_noun() && name + 1 == root;
    let clause = tree.children(root).find(|&word| {
        word > root
            && matches!(tree.relation(word), Relation::Acl | Relation::Advcl)
            && tree
                .children(word)
                .any(|mark| tree.relation(mark) == Relation::Mark && mark == root + 1 && tree.lemma(mark) == "as")
    });
    let phrase = tree.children(root).find(|&word| tree.relation(word) == Relation::Nmod);
    let closed = tree.words.clone().next_back().is_some_and(|last| tree.lemma(last) == ".");
    if !plain || clause.is_none() && !(closed && phrase.is_some()) {
        return;
    }
    for word in tree.children(root).collect::<Vec<_>>() {
        tree.tokens[word].relation = match tree.relation(word) {
            Relation::Nmod => Relation::Obl,
            Relation::NmodUnmarked => Relation::OblUnmarked,
            Relation::Acl => Relation::Advcl,
            other => other,
        };
    }
    let token = &mut tree.tokens[root];
    token.upos = Upos::VERB;
    token.xpos = "VBZ".into();
    token.feats = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin".into();
    tree.tokens[name].relation = Relation::Nsubj;
}

#[cfg(test)]
mod tests {
    use super::*;
    use span::Span;

    fn tokens(tree: &str) -> Vec<Token> {
        tree.lines()
            .enumerate()
            .map(|(at, line)| {
                let columns: Vec<&str> = line.split(' ').collect();
                Token {
                    span: Span::new(at, at + 1),
                    lemma: columns[0].into(),
                    upos: Upos::from_name(columns[1]).expect("a tag"),
                    xpos: columns[2].to_string().into(),
                    feats: "_".into(),
                    head: columns[3].parse::<u32>().expect("a head").checked_sub(1),
                    relation: Relation::from_name(columns[4]).expect("a relation"),
                    joined: false,
                }
            })
            .collect()
    }

    fn heads(tree: &str) -> Vec<(Option<u32>, &'static str)> {
        let mut tokens = tokens(tree);
        let sentence = TokenRange::new(0, tokens.len());
        nominal_root(&mut tokens, sentence);
        tokens.iter().map(|token| (token.head, token.relation.name())).collect()
    }

    #[test]
    fn a_noun_with_a_participle_and_its_object_is_a_sentence() {
        let mended = heads("troops NOUN NNS 0 root\ntraded VERB VBN 1 acl\nfire NOUN NN 2 obj\n. PUNCT . 1 punct");
        assert_eq!(mended, [(Some(1), "nsubj"), (None, "root"), (Some(1), "obj"), (Some(1), "punct")]);
    }

    #[test]
    fn a_modifying_participle_of_a_sentence_without_verb_is_its_verb() {
        let tree = "The DET DT 2 det\ncountries NOUN NNS 4 nsubj\nheld VERB VBN 4 amod\ntalks NOUN NNS 0 root\n. PUNCT . 4 punct";
        let mut mended = tokens(tree);
        modifying_participle(&mut mended, TokenRange::new(0, 5));
        let heads: Vec<Option<u32>> = mended.iter().map(|token| token.head).collect();
        assert_eq!(heads, [Some(1), Some(2), None, Some(2), Some(2)]);
        let modifier = "the DET DT 3 det\nplanned VERB VBN 3 amod\ntalks NOUN NNS 0 root\n. PUNCT . 3 punct";
        let mut kept = tokens(modifier);
        modifying_participle(&mut kept, TokenRange::new(0, 4));
        assert_eq!(kept[2].head, None);
    }

    #[test]
    fn what_is_counted_may_hold_the_verb() {
        let mended = heads(
            "Hundreds NOUN NNS 0 root\nof ADP IN 3 case\nsupporters NOUN NNS 1 nmod\nclashed VERB VBN 3 acl\n. PUNCT . 1 punct",
        );
        assert_eq!((mended[0], mended[3]), ((Some(3), "nsubj"), (None, "root")));
    }

    #[test]
    fn headlines_and_real_participles_stay() {
        let headline = "man NOUN NN 0 root\narrested VERB VBN 1 acl\nMonday PROPN NNP 2 obl";
        assert_eq!(heads(headline)[0], (None, "root"));
        let agent = "man NOUN NN 0 root\nheld VERB VBN 1 acl\nby ADP IN 4 case\npolice NOUN NNS 2 obl:agent\n. PUNCT . 1 punct";
        assert_eq!(heads(agent)[0], (None, "root"));
    }
}
