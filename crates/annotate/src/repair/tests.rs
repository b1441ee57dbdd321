//! Trees before and after: each line a word with lemma, tag, fine tag, head and relation; behind an arrow, what it hangs on when mended.

use super::{headline, sentence};
use crate::lemma::Lemmas;
use document::{Relation, Token, TokenRange, Upos};
use span::Span;

/// Mends the tree and compares the words with an arrow; all others must stay as they are. Words are set a space apart.
fn check(tree: &str) {
    let mut tokens: Vec<Token> = Vec::new();
    let mut expected: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for line in tree.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (before, after) = line.split_once("=>").unwrap_or((line, ""));
        let columns: Vec<&str> = before.split_whitespace().collect();
        let [lemma, upos, xpos, head, relation] = columns[..] else { panic!("five columns: {line}") };
        let after: Vec<&str> = after.split_whitespace().collect();
        match after[..] {
            [head, relation] => expected.push((head.parse().expect("a head"), relation)),
            _ => expected.push((head.parse().expect("a head"), relation)),
        }
        tokens.push(Token {
            span: Span::new(at, at + lemma.len()),
            lemma: lemma.into(),
            upos: Upos::from_name(upos).expect("a tag"),
            xpos: xpos.to_string().into(),
            feats: "_".into(),
            head: head.parse::<u32>().expect("a head").checked_sub(1),
            relation: Relation::from_name(relation).expect("a relation"),
            joined: false,
        });
        at += lemma.len() + 1;
    }
    let length = tokens.len();
    headline(&mut tokens, TokenRange::new(0, length), &Lemmas::embedded());
    sentence(&mut tokens, TokenRange::new(0, length));
    let found: Vec<(usize, &str)> =
        tokens.iter().map(|token| (token.head.map_or(0, |head| head as usize + 1), token.relation.name())).collect();
    assert_eq!(found, expected, "{tree}");
}

#[test]
fn what_has_an_object_is_active() {
    check("militia NOUN NN 2 nsubj:pass => 2 nsubj\nhand VERB VBD 0 root\nweapon NOUN NNS 2 obj\n. PUNCT . 2 punct");
    check("rebel NOUN NNS 3 nsubj:pass => 3 nsubj\nhave AUX VBP 3 aux\ndisarm VERB VBN 0 root\n. PUNCT . 3 punct");
    check("rebel NOUN NNS 3 nsubj:pass\nbe AUX VBD 3 aux:pass\ndisarm VERB VBN 0 root\n. PUNCT . 3 punct");
    check(
        "troop NOUN NNS 2 nsubj:pass => 2 nsubj\nfire VERB VBD 0 root\nfrom ADP IN 4 case\nroof NOUN NN 2 obl\n. PUNCT . 2 punct",
    );
    check("troop NOUN NNS 2 nsubj:pass\nhit VERB VBN 0 root\nin ADP IN 4 case\nChad PROPN NNP 2 obl");
}

#[test]
fn an_infinitive_before_the_verb_belongs_to_its_subject() {
    check(
        "offer NOUN NN 6 nsubj\nto PART TO 3 mark\ntrain VERB VB 6 advcl => 1 acl\npolice NOUN NNS 3 obj\nstill ADV RB 6 advmod\nstand VERB VBZ 0 root",
    );
    check(
        "offer NOUN NN 6 nsubj\n, PUNCT , 6 punct\nto PART TO 4 mark\nwit VERB VB 6 advcl\n, PUNCT , 6 punct\nstand VERB VBZ 0 root",
    );
    check("he PRON PRP 4 nsubj\nto PART TO 3 mark\ntrain VERB VB 4 advcl\nstand VERB VBZ 0 root");
}

#[test]
fn a_verb_has_one_subject() {
    check("President PROPN NNP 3 nsubj => 2 nmod:desc\nBrandt PROPN NNP 3 nsubj\nresign VERB VBD 0 root\n. PUNCT . 3 punct");
    check("raid NOUN NN 4 nsubj\nby ADP IN 3 case\npolice NOUN NNS 4 nsubj => 1 nmod\nkill VERB VBD 0 root\nman NOUN NN 4 obj");
    check(
        "offer NOUN NN 5 nsubj\nto PART TO 3 mark\ntrain VERB VB 1 acl\npolice NOUN NNS 5 nsubj => 3 obj\nstand VERB VBZ 0 root\n. PUNCT . 5 punct",
    );
    check(
        "Togo PROPN NNP 6 nsubj\n, PUNCT , 1 punct\nMali PROPN NNP 6 nsubj => 1 conj\nand CCONJ CC 5 cc\nChad PROPN NNP 3 conj\nsign VERB VBD 0 root",
    );
}

#[test]
fn a_closing_report_has_its_subject() {
    check(
        "Malta PROPN NNP 2 nsubj\nclose VERB VBD 7 ccomp\nport NOUN NN 2 obj\n, PUNCT , 2 punct\nthe DET DT 6 det\n\
         minister NOUN NN 2 nsubj => 7 nsubj\nsay VERB VBD 0 root\n. PUNCT . 7 punct",
    );
}

#[test]
fn a_finite_verb_finds_the_name_before_it() {
    check(
        "Togo PROPN NNP 7 compound => 3 nsubj\nhave AUX VBZ 3 aux\narm VERB VBN 8 ccomp\nrebel NOUN NNS 3 obj\n, PUNCT , 8 punct\n\
         a DET DT 7 det\nreport NOUN NN 8 nsubj\nsay VERB VBD 0 root",
    );
    check("Monday PROPN NNP 2 obl:unmarked\nbring VERB VBD 0 root\nrain NOUN NN 2 obj");
}

#[test]
fn nothing_stands_between_a_verb_and_its_objects_number() {
    check(
        "Japan PROPN NNP 2 nsubj\npromise VERB VBD 0 root\nFiji PROPN NNP 5 compound => 2 iobj\nsix NUM CD 5 nummod\nboat NOUN NNS 2 obj",
    );
    check(
        "gunman NOUN NNS 2 nsubj\nshoot VERB VBD 0 root\ndead ADJ JJ 5 amod => 2 xcomp\ntwo NUM CD 5 nummod\nguard NOUN NNS 2 obj",
    );
    check("France PROPN NNP 2 nsubj\nsend VERB VBD 0 root\nadditional ADJ JJ 5 amod\ntwo NUM CD 5 nummod\nship NOUN NNS 2 obj");
}

#[test]
fn receivers_are_indirect_objects() {
    check(
        "Oslo PROPN NNP 2 nsubj\ngive VERB VBD 0 root\nthe DET DT 4 det\nrebel NOUN NNS 5 nmod:poss => 2 iobj\nradio NOUN NNS 2 obj",
    );
    check(
        "Oslo PROPN NNP 2 nsubj\ngive VERB VBD 0 root\nenvoy NOUN NN 2 iobj\ntwo NUM CD 5 nummod\nday NOUN NNS 2 obl:unmarked => 2 obj",
    );
    check(
        "Oslo PROPN NNP 2 nsubj\nshow VERB VBD 0 root\nenvoy NOUN NN 2 obj => 2 iobj\nthe DET DT 5 det\ndoor NOUN NN 3 obj => 2 obj",
    );
}

#[test]
fn what_follows_an_active_verb_is_its_object() {
    check(
        "Oslo PROPN NNP 3 nsubj\nhave AUX VBZ 3 aux\ndeport VERB VBN 0 root\nat ADP IN 5 case\nleast ADJ JJS 6 nmod\nfour NUM CD 7 nummod\n\
         man NOUN NNS 3 nsubj => 3 obj",
    );
    check(
        "court NOUN NN 2 nsubj\nfree VERB VBD 0 root\non ADP IN 4 case\nbail NOUN NN 2 obl\ntwo NUM CD 6 nummod\nman NOUN NNS 2 nsubj => 2 obj",
    );
    check("there PRON EX 2 expl\nremain VERB VBP 0 root\ntwo NUM CD 4 nummod\nman NOUN NNS 2 nsubj");
    check("he PRON PRP 2 nsubj\nsay VERB VBD 0 root\nman NOUN NNS 2 nsubj\npropose VERB VBD 2 ccomp\nplan NOUN NNS 4 obj");
    check(
        "rebel NOUN NNS 2 nsubj\nrelease VERB VBD 0 root\ntwo NUM CD 4 nummod\nman NOUN NNS 5 nsubj:pass => 2 obj\nhold VERB VBN 2 ccomp => 4 acl\n\
         by ADP IN 7 case\nthey PRON PRP 5 obl:agent",
    );
    check("king NOUN NN 2 nsubj\nsee VERB VBD 0 root\ntwo NUM CD 4 nummod\nman NOUN NNS 5 nsubj:pass\nkill VERB VBN 2 ccomp");
    check(
        "report NOUN NN 0 root\naccuse VERB VBG 1 acl\nthe DET DT 4 det\narmy NOUN NN 6 nsubj => 2 obj\nof SCONJ IN 6 mark\nloot VERB VBG 2 advcl",
    );
}

#[test]
fn clauses_hang_on_their_verb() {
    check(
        "king NOUN NN 2 nsubj\nsuspend VERB VBD 0 root\ntalk NOUN NNS 2 obj\n, PUNCT , 5 punct\naccuse VERB VBG 3 acl => 2 advcl\nit PRON PRP 5 obj",
    );
    check(
        "group NOUN NNS 2 nsubj\naccuse VERB VBD 0 root\npolice NOUN NNS 2 obj\nof SCONJ IN 5 mark\nbeat VERB VBG 3 acl => 2 advcl\nhim PRON PRP 5 obj",
    );
    check(
        "group NOUN NNS 2 nsubj\nrun VERB VBD 0 root\nrisk NOUN NN 2 obj\nof SCONJ IN 5 mark\nlose VERB VBG 3 acl\nmoney NOUN NN 5 obj",
    );
    check(
        "attempt NOUN NN 6 nsubj\nby ADP IN 3 case\nthief NOUN NNS 1 nmod\nto PART TO 5 mark\nflee VERB VB 3 acl => 1 acl\nfail VERB VBD 0 root",
    );
    check(
        "call NOUN NN 6 nsubj\nfor SCONJ IN 5 mark\nguard NOUN NNS 1 nmod => 5 nsubj\nto PART TO 5 mark\nleave VERB VB 3 acl => 1 acl\nfail VERB VBD 0 root",
    );
}

#[test]
fn what_is_joined_to_try_is_tried() {
    check(
        "they PRON PRP 2 nsubj\ntry VERB VBP 0 root\nand CCONJ CC 4 cc => 4 mark\nreturn VERB VB 2 conj => 2 xcomp\nleader NOUN NN 4 obj",
    );
    check("they PRON PRP 2 nsubj\ntry VERB VBD 0 root\nand CCONJ CC 4 cc\nfail VERB VBD 2 conj");
}

#[test]
fn a_perfect_is_no_modifier() {
    check(
        "mob NOUN NN 2 nsubj => 3 nsubj\nhave VERB VBP 0 root => 3 aux\nstone VERB VBN 4 amod => 0 root\ncar NOUN NNS 2 obj => 3 obj\n. PUNCT . 2 punct => 3 punct",
    );
}

#[test]
fn a_modifying_participle_of_a_sentence_without_verb_is_its_verb() {
    check(
        "the DET DT 2 det\ncountry NOUN NNS 4 nsubj => 3 nsubj\nhold VERB VBN 4 amod => 0 root\ntalk NOUN NNS 0 root => 3 obj\n. PUNCT . 4 punct => 3 punct",
    );
    check("the DET DT 3 det\nplan VERB VBN 3 amod\ntalk NOUN NNS 0 root\n. PUNCT . 3 punct");
}

#[test]
fn a_plural_behind_a_name_is_a_verb_where_there_is_no_other() {
    check(
        "Fiji PROPN NNP 2 compound => 2 nsubj\nprotest NOUN NNS 0 root\nas SCONJ IN 5 mark\nship NOUN NNS 5 nsubj\nnear VERB VBP 2 acl => 2 advcl",
    );
    check("street NOUN NN 2 compound\nprotest NOUN NNS 0 root");
}

#[test]
fn a_headline_has_the_verb_that_its_tree_contradicts_itself_over() {
    check("Togo PROPN NNP 2 compound => 2 nsubj\njail NOUN NNS 0 root\nthree NUM CD 4 nummod\neditor NOUN NNS 2 obj");
    check(
        "court NOUN NN 2 compound => 2 nsubj\nfree NOUN NNS 0 root\nminister NOUN NN 2 compound => 2 obj\nfor ADP IN 5 case\nday NOUN NN 2 obl",
    );
    check(
        "Fiji PROPN NNP 0 root => 4 nsubj\n, PUNCT , 3 punct\nTonga PROPN NNP 1 appos => 1 conj\ntrade NOUN NN 1 parataxis => 0 root\nbarb NOUN NNS 4 obj",
    );
    check(
        "rebel NOUN NNS 3 compound => 2 nsubj\nattack NOUN NN 3 compound => 0 root\ntown NOUN NN 0 root => 2 obj\nin ADP IN 5 case\nChad PROPN NNP 3 nmod => 2 obl",
    );
    check(
        "gunman NOUN NNS 0 root => 2 nsubj\nfree ADJ JJ 4 amod => 0 root\nNigerian ADJ JJ 4 amod\nnurse NOUN NNS 1 appos => 2 obj",
    );
    check("rebel NOUN NN 3 compound\nattack NOUN NN 3 compound\nplan NOUN NN 0 root");
}

#[test]
fn who_is_acting_is_no_act_and_sums_have_no_owner() {
    check(
        "minister NOUN NN 2 nsubj\nsummon VERB VBD 0 root\nact VERB VBG 2 xcomp => 5 amod\nFijian ADJ JJ 5 amod\nenvoy NOUN NN 3 obj => 2 obj\n\
         on ADP IN 7 case\nFriday PROPN NNP 3 obl => 2 obl",
    );
    check(
        "court NOUN NN 2 nsubj\nfine VERB VBD 0 root\nher PRON PRP$ 4 nmod:poss => 2 iobj\neuro SYM $ 2 obj\n100 NUM CD 4 nummod",
    );
}

#[test]
fn a_second_object_with_a_preposition_is_none() {
    check("police NOUN NNS 2 nsubj\ndrag VERB VBP 0 root\nmayor NOUN NN 2 obj\ndown ADP IN 5 case\nstep NOUN NNS 2 obj => 2 obl");
}

#[test]
fn what_is_counted_between_two_numbers_is_a_subject() {
    check(
        "between ADP IN 5 case => 2 advmod\n40 NUM CD 5 nummod\nand CCONJ CC 4 cc\n60 NUM CD 2 conj\nfarmer NOUN NNS 6 obl => 6 nsubj\nblock VERB VBD 0 root\n. PUNCT . 6 punct",
    );
}

#[test]
fn what_an_adverb_nears_or_lacks_is_the_verbs() {
    check(
        "minister NOUN NN 2 nsubj\nstop VERB VBD 0 root\nshort ADV RB 2 advmod\nof SCONJ IN 5 mark\nblame VERB VBG 3 advcl => 2 advcl\nTogo PROPN NNP 5 obj",
    );
    check(
        "minister NOUN NN 2 nsubj\nspeak VERB VBD 0 root\nso ADV RB 4 advmod\nlong ADV RB 2 advmod\nthat SCONJ IN 7 mark\nguest NOUN NNS 7 nsubj\nleave VERB VBD 4 advcl",
    );
}
