//! Dictionaries of PETRARCH and TABARI on trees written by hand: each kind of line changes what is coded.

mod support;

use code::{Coder, Coding};
use event::Entity;
use knowledge::Knowledge;
use knowledge::dictionaries::Precedence;
use support::document;

const BASE: &[(&str, &str)] = &[
    ("coding/ASSAULT/attack.rule", "rule attack\nverb attack, shell\nactor subject | by\nrecipient object | on\ncode ASSAULT\n"),
    ("actors/x.actors", "country MLI Mali\ndemonym Malian\n\ncountry TCD Chad\n\ncountry NER Niger\n"),
    ("roles/x.roles", "role soldier\nnouns soldier; rebel\nsector MIL\nkind person\n"),
    ("classes/entity.class", "class light\nwords launch\n"),
];

/// The codes of CAMEO that come with the program, and the knowledge of these tests.
fn coder(dictionaries: &[(&str, &str)]) -> Coder {
    let codes: Vec<(&str, &str)> =
        knowledge::embedded_files().iter().copied().filter(|(file, _)| file.starts_with("ontology/")).collect();
    let (knowledge, problems) = Knowledge::layered(None, &[&codes, BASE, dictionaries]);
    assert_eq!(problems, []);
    for report in &knowledge.dictionaries.reports {
        assert_eq!(report.unread, []);
    }
    Coder { knowledge }
}

/// An event a line: category, CAMEO code, `actor > recipient` each with its code, and the origin.
fn shown(tree: &str, coding: &Coding) -> String {
    let doc = document(tree);
    let side = |entities: &[Entity]| {
        let shown = entities.iter().map(|entity| {
            let code = entity.cameo.as_deref().or(entity.code.as_ref().map(|code| code.value.as_str()));
            format!("{}/{}", entity.mention.map_or("?", |span| doc.words(span)), code.unwrap_or("-"))
        });
        shown.collect::<Vec<_>>().join(" + ")
    };
    let lines = coding.events.iter().map(|event| {
        let (actors, recipients) = (side(&event.actors), side(&event.recipients));
        format!(
            "{} {} {actors} > {recipients} {}",
            event.category.value,
            event.cameo.as_deref().unwrap_or("-"),
            event.origin.name()
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn told(tree: &str, dictionaries: &[(&str, &str)]) -> String {
    shown(tree, &coder(dictionaries).code(&document(tree)))
}

const OFFER: &str = "Mali Mali PROPN NNP 2 nsubj
    offered offer VERB VBD 0 root
    financial financial ADJ JJ 4 amod
    aid aid NOUN NN 2 obj
    to to ADP IN 6 case
    Chad Chad PROPN NNP 2 obl";

#[test]
fn a_pattern_of_phrases_is_matched_with_its_sides() {
    let verbs = "--- OFFER [030] ---\nOFFER\n- * AID [033]\n- * {FINANCIAL AID} (TO +) [0331]\n";
    assert_eq!(told(OFFER, &[("v.txt", verbs)]), "AGREE 0331 Mali/MLI > Chad/TCD v.txt:4");
    let verbs = "&AID\n+AID\n+RELIEF\n--- OFFER [030] ---\nOFFER\n- * &AID [033]\n";
    assert_eq!(told(OFFER, &[("v.txt", verbs)]), "AGREE 033 Mali/MLI > Chad/TCD v.txt:6");
    let verbs = "--- OFFER [030] ---\nOFFER\n- * {MILITARY AID} [0332]\n";
    assert_eq!(told(OFFER, &[("v.txt", verbs)]), "AGREE 030 Mali/MLI > Chad/TCD v.txt:2");
}

#[test]
fn a_pattern_of_words_in_their_order_is_matched_with_gaps_and_stems() {
    let told = |pattern: &str| told(OFFER, &[("v.txt", &format!("--- OFFER [030] ---\nOFFER\n- {pattern} [071]\n"))]);
    for there in ["* AID TO +", "$ * AID +", "* FINANC ^ TO +", "* FINANCIAL_AID", "*_FINANCIAL", "* {RELIEF|AID} TO"] {
        assert_eq!(told(there), "AID 071 Mali/MLI > Chad/TCD v.txt:3", "{there}");
    }
    for absent in ["* TO AID", "*_AID", "AID *", "* FINANCIAL_TO", "* FINANC_"] {
        assert_eq!(told(absent), "AGREE 030 Mali/MLI > Chad/TCD v.txt:2", "{absent}");
    }
}

#[test]
fn the_voice_is_undone_for_phrases() {
    let passive = "Aid aid NOUN NN 3 nsubj:pass
        was be AUX VBD 3 aux:pass
        offered offer VERB VBN 0 root
        to to ADP IN 5 case
        Chad Chad PROPN NNP 3 obl
        by by ADP IN 7 case
        Mali Mali PROPN NNP 3 obl:agent";
    let verbs = "--- OFFER [030] ---\nOFFER\n- * AID (TO +) [070]\n";
    assert_eq!(told(passive, &[("v.txt", verbs)]), "AID 070 Mali/MLI > Chad/TCD v.txt:3");
}

const PARLEY: &str = "Mali Mali PROPN NNP 4 nsubj
    and and CCONJ CC 3 cc
    Chad Chad PROPN NNP 1 conj
    parleyed parley VERB VBD 0 root
    together together ADV RB 4 advmod";

#[test]
fn pairs_of_codes_are_mutual_turned_or_two() {
    let both = "--- PARLEY [046:046] ---\nPARLEY\n";
    assert_eq!(told(PARLEY, &[("v.txt", both)]), "CONSULT 046 Mali/MLI + Chad/TCD >  v.txt:2");
    let percent = "--- PARLEY [---] ---\nPARLEY\n- % * TOGETHER [060]\n";
    assert_eq!(told(PARLEY, &[("v.txt", percent)]), "COOPERATE 060 Mali/MLI + Chad/TCD >  v.txt:3");
    let tree = "Mali Mali PROPN NNP 2 nsubj\nhosted host VERB VBD 0 root\nChad Chad PROPN NNP 2 obj";
    let pair = |code: &str| told(tree, &[("v.txt", &format!("--- HOST [{code}] ---\nHOST\n"))]);
    assert_eq!(pair("043:042"), "CONSULT 042 Chad/TCD > Mali/MLI v.txt:2");
    assert_eq!(pair("112:125"), "ACCUSE 112 Mali/MLI > Chad/TCD v.txt:2\nREJECT 125 Chad/TCD > Mali/MLI v.txt:2");
    assert_eq!(pair(":110"), "ACCUSE 110 Chad/TCD > Mali/MLI v.txt:2");
}

const ATTACK: &str = "Mali Mali PROPN NNP 2 nsubj
    attacked attack VERB VBD 0 root
    Chad Chad PROPN NNP 2 obj
    in in ADP IN 5 case
    print print NOUN NN 2 obl";

#[test]
fn patterns_go_before_rules_and_codes_of_verbs_behind_them() {
    let verbs = "--- ATTACK [193] ---\nATTACK\n- * (IN PRINT) [111]\n- * (IN BATTLE) [194]\n";
    assert_eq!(told(ATTACK, &[("v.txt", verbs)]), "ACCUSE 111 Mali/MLI > Chad/TCD v.txt:3");
    let plain = "--- ATTACK [193] ---\nATTACK\n";
    assert_eq!(told(ATTACK, &[("v.txt", plain)]), "ASSAULT - Mali/MLI > Chad/TCD coding/ASSAULT/attack.rule#attack");
    let with = |precedence: Precedence, verbs: &str| {
        let mut coder = coder(&[("v.txt", verbs)]);
        coder.knowledge.dictionaries.precedence = precedence;
        shown(ATTACK, &coder.code(&document(ATTACK)))
    };
    assert_eq!(with(Precedence::First, plain), "ASSAULT 193 Mali/MLI > Chad/TCD v.txt:2");
    assert_eq!(with(Precedence::Alone, "--- HIT [190] ---\nHIT\n"), "");
}

#[test]
fn words_without_an_event_have_none_and_say_why() {
    let verbs = "--- ATTACK [193] ---\nATTACK\n- * (IN PRINT) [---]\n";
    let coding = coder(&[("v.txt", verbs)]).code(&document(ATTACK));
    assert_eq!(shown(ATTACK, &coding), "");
    assert_eq!(&*coding.no_events[0].rule, "v.txt:3");
    let statement = verbs.replace("---]\n", "010]\n");
    let coding = coder(&[("v.txt", &statement)]).code(&document(ATTACK));
    assert!(coding.events.is_empty() && coding.no_events[0].reason.contains("010"), "{:?}", coding.no_events);
}

#[test]
fn verbs_of_several_words_and_irregular_forms_are_found() {
    let tree =
        "Mali Mali PROPN NNP 2 nsubj\nsealed seal VERB VBD 0 root\noff off ADP RP 2 compound:prt\nChad Chad PROPN NNP 2 obj";
    assert_eq!(told(tree, &[("v.txt", "--- SEAL [---] ---\n+SEAL_OFF [191]\n")]), "COERCE 191 Mali/MLI > Chad/TCD v.txt:2");
    assert_eq!(told(tree, &[("v.txt", "--- SEAL [---] ---\n+SEAL_UP [191]\n")]), "");
    let tree = "Mali Mali PROPN NNP 2 nsubj\nsmote smote VERB VBD 0 root\nChad Chad PROPN NNP 2 obj";
    assert_eq!(
        told(tree, &[("v.txt", "--- SMITE [190] ---\nSMITE {SMOTE SMITTEN}\n")]),
        "ASSAULT 190 Mali/MLI > Chad/TCD v.txt:2"
    );
}

#[test]
fn a_particle_makes_another_verb_unless_a_pattern_asks_for_it() {
    let tree = "Mali Mali PROPN NNP 2 nsubj\ncalled call VERB VBD 0 root\noff off ADP RP 2 compound:prt\ntalks talk NOUN NNS 2 obj\nwith with ADP IN 6 case\nChad Chad PROPN NNP 2 obl";
    let verbs = "--- CALL [020] ---\nCALL\n";
    assert_eq!(told(tree, &[("v.txt", verbs)]), "");
    assert_eq!(told(tree, &[("v.txt", &format!("{verbs}- * OFF TALK [164]\n"))]), "SANCTION 164 Mali/MLI > Chad/TCD v.txt:3");
}

#[test]
fn a_mere_thing_does_nothing() {
    let tree = "Rows row NOUN NNS 2 nsubj\ndeepened deepen VERB VBD 0 root\nties tie NOUN NNS 2 obj";
    for verbs in ["--- DEEPEN [060] ---\nDEEPEN\n", "--- DEEPEN [---] ---\nDEEPEN\n- * TIE [060]\n"] {
        assert_eq!(told(tree, &[("v.txt", verbs)]), "");
    }
}

#[test]
fn a_transformation_makes_one_act_of_two() {
    let tree = "Mali Mali PROPN NNP 2 nsubj
        told tell VERB VBD 0 root
        that that SCONJ IN 5 mark
        Chad Chad PROPN NNP 5 nsubj
        attacked attack VERB VBD 2 ccomp
        Niger Niger PROPN NNP 5 obj";
    let verbs = "--- TELL [---] ---\nTELL {TOLD}\n--- ATTACK [190] ---\nATTACK\n~ a (b . ATTACK) TELL = a b 112\n";
    assert_eq!(told(tree, &[("v.txt", verbs)]), "ACCUSE 112 Mali/MLI > Chad/TCD v.txt:5");
    let other = verbs.replace("(b . ATTACK)", "(a b ATTACK)");
    assert!(!told(tree, &[("v.txt", &other)]).contains("ACCUSE"));
}

#[test]
fn names_have_the_code_of_their_day_and_keep_it() {
    let actors = "OVF_ [MLIREB]\nMALI_ [NERGOVMIL <200101][TCDOPP > 20200101]\n";
    assert_eq!(told(ATTACK, &[("a.txt", actors)]), "ASSAULT - Mali/TCDOPP > Chad/TCD coding/ASSAULT/attack.rule#attack");
    let event = coder(&[("a.txt", actors)]).code(&document(ATTACK)).events.remove(0);
    let actor = &event.actors[0];
    assert_eq!(actor.code.as_ref().map(|code| code.value.as_str()), Some("TCD"));
    assert_eq!(actor.sector.as_ref().map(|sector| sector.value.as_str()), Some("OPP"));
    // Of a day on which the dictionary has no code, the built-in knowledge speaks.
    let past = "MALI_ [NERGOVMIL <200101]\n";
    assert_eq!(told(ATTACK, &[("a.txt", past)]), "ASSAULT - Mali/MLI > Chad/TCD coding/ASSAULT/attack.rule#attack");
}

#[test]
fn a_name_that_is_no_whole_word_goes_on() {
    let tree =
        "Rurian Rurian ADJ JJ 2 amod\nrebels rebel NOUN NNS 3 nsubj\nattacked attack VERB VBD 0 root\nChad Chad PROPN NNP 3 obj";
    let origin = "coding/ASSAULT/attack.rule#attack";
    assert_eq!(told(tree, &[("a.txt", "RURIA [NER]\n")]), format!("ASSAULT - Rurian rebels/NER > Chad/TCD {origin}"));
    assert_eq!(told(tree, &[("a.txt", "RURIA_ [NER]\n")]), format!("ASSAULT - Rurian rebels/- > Chad/TCD {origin}"));
}

#[test]
fn agents_give_sector_and_code_before_and_behind() {
    let tree = "Malian Malian ADJ JJ 3 amod\nsluice sluice NOUN NN 3 compound\nkeepers keeper NOUN NNS 4 nsubj\nattacked attack VERB VBD 0 root\nChad Chad PROPN NNP 4 obj";
    let coded = |agents: &str| {
        let coding = coder(&[("a.txt", agents)]).code(&document(tree));
        let actor = coding.events[0].actors[0].clone();
        format!("{} {}", actor.cameo.unwrap_or_default(), actor.sector.map_or(String::new(), |sector| sector.value))
    };
    assert_eq!(coded("SLUICE_KEEPER [~GOV]\n"), "MLIGOV GOV");
    assert_eq!(coded("SLUICE KEEPER [~COP]\n"), "MLICOP COP");
    assert_eq!(coded("WEIR_KEEPER [~GOV]\nKEEPER [~LAB]\n"), "MLILAB LAB");
    assert_eq!(coded("SLUICE_KEEPER [IGO~]\n"), "IGOMLI ");
    assert_eq!(coded("SLUICE_KEEPER {} [~GOV]\nFARMER [~AGR]\n"), "MLIGOV GOV");
}

#[test]
fn agents_may_go_on_behind_their_head() {
    let tree = "Malian Malian ADJ JJ 2 amod\nministers minister NOUN NNS 6 nsubj\nof of ADP IN 4 case\nyouth youth NOUN NN 2 nmod\nloudly loudly ADV RB 6 advmod\nattacked attack VERB VBD 0 root\nChad Chad PROPN NNP 6 obj";
    assert!(told(tree, &[("a.txt", "MINISTER_OF_YOUTH [~GOVEDU]\n")]).contains("/MLIGOVEDU > "));
}

#[test]
fn discards_stop_sentences_and_articles() {
    let coding = |discards: &str| coder(&[("d.txt", discards)]).code(&document(ATTACK));
    let sentence = coding("IN PRIN\nNOWHERE\n");
    assert!(sentence.events.is_empty() && sentence.no_events[0].reason.contains("d.txt:1"), "{:?}", sentence.no_events);
    let story = coding("+CHAD_IN_PRINT_\n");
    assert!(story.events.is_empty());
    assert_eq!(&*story.no_events[0].rule, "d.txt:1");
    assert_eq!(coding("IN PRIN_\n").events.len(), 1);
}
