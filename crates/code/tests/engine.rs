//! The engine on trees written by hand and a few rules of its own: arguments whatever the construction, and what becomes of the act.

mod support;

use code::{Coder, Coding};
use knowledge::Knowledge;
use support::document;

const KNOWLEDGE: &[(&str, &str)] = &[
    (
        "coding/ASSAULT/attack.rule",
        "rule attack\nverb attack, shell\nnoun raid\nactor subject | by | poss | mod\nrecipient object | on\ncode ASSAULT\n\n\
         rule open fire\nverb open obj:fire\nrecipient on\ncode ASSAULT firearms\n",
    ),
    ("coding/AID/send.rule", "rule send\nverb send\nrecipient indirect | to\nwhere recipient is party\ncode AID\n"),
    ("coding/ACCUSE/accuse.rule", "rule accuse\nverb accuse\ncode ACCUSE allege\n"),
    ("coding/THREATEN/threaten.rule", "rule threaten\nverb threaten\nrecipient clause.object | object\ncode THREATEN\n"),
    ("coding/RETREAT/withdraw.rule", "rule withdraw\nverb withdraw\nrecipient from\ncode RETREAT withdraw\n"),
    (
        "composition/words.operator",
        "operator deny\nverb deny\nscope clause | object\ngives denied\n\noperator try\nverb try\ngives attempted\n\n\
         operator might\nauxiliary might, would\ngives hypothetical\n\noperator allegedly\nadverb allegedly\ngives alleged\n\n\
         operator decline\nverb decline\nscope clause\ngives nothing\n",
    ),
    (
        "ontology/c.txt",
        "category ACCUSE\nscore -3\ncontent alleged\n\ncategory THREATEN\nscore -3.5\ncontent absorbed\n\ncategory ASSAULT\nscore -9\nmode firearms -9\n",
    ),
    (
        "actors/x.actors",
        "country MLI Mali\ndemonym Malian\ncapital Bamako\n\ncountry TCD Chad\ndemonym Chadian\n\ncountry NER Niger\n",
    ),
    ("roles/x.roles", "role soldier\nnouns soldier; rebel\nsector MIL\nkind person\n"),
    ("attribution/x.txt", "verbs\nwords say, claim\n\nphrases\nwords according to\n"),
    ("classes/entity.class", "class light\nwords launch\n"),
];

fn code(tree: &str) -> Coding {
    let (knowledge, mut problems) = Knowledge::load(KNOWLEDGE);
    // These rules need no examples of their own: the tests are.
    problems.retain(|problem| !problem.message.contains("has no line"));
    assert_eq!(problems, []);
    Coder { knowledge }.code(&document(tree))
}

/// `CATEGORY assertion actor > recipient`, an event a line.
fn told(tree: &str) -> String {
    let doc = document(tree);
    let events = code(tree).events;
    let words = |entities: &[event::Entity]| {
        let all: Vec<&str> = entities.iter().map(|entity| entity.mention.map_or("?", |span| doc.words(span))).collect();
        all.join(" + ")
    };
    let lines: Vec<String> = events
        .iter()
        .map(|event| {
            format!("{} {} {} > {}", event.category.value, event.assertion.value, words(&event.actors), words(&event.recipients))
        })
        .collect();
    lines.join("\n")
}

#[test]
fn active_and_passive_give_the_same_sides() {
    let active = told("Mali Mali PROPN NNP 2 nsubj\nattacked attack VERB VBD 0 root\nChad Chad PROPN NNP 2 obj\n");
    assert_eq!(active, "ASSAULT actual Mali > Chad");
    let passive = told(
        "Chad Chad PROPN NNP 3 nsubj:pass\nwas be AUX VBD 3 aux:pass\nattacked attack VERB VBN 0 root\nby by ADP IN 5 case\nMali Mali PROPN NNP 3 obl:agent\n",
    );
    assert_eq!(passive, active);
    let agentless = told("Chad Chad PROPN NNP 3 nsubj:pass\nwas be AUX VBD 3 aux:pass\nattacked attack VERB VBN 0 root\n");
    assert_eq!(agentless, "ASSAULT actual ? > Chad", "decision 7: one actor of sector UNK");
}

#[test]
fn relative_clauses_and_participles_find_their_noun() {
    let relative = told(
        "Soldiers soldier NOUN NNS 5 nsubj\nwho who PRON WP 3 nsubj\nattacked attack VERB VBD 1 acl:relcl\nChad Chad PROPN NNP 3 obj\nfled flee VERB VBD 0 root\n",
    );
    assert_eq!(relative, "ASSAULT actual Soldiers > Chad");
    let reduced = told(
        "Soldiers soldier NOUN NNS 5 nsubj\nattacked attack VERB VBN 1 acl\nby by ADP IN 4 case\nrebels rebel NOUN NNS 2 obl:agent\nfled flee VERB VBD 0 root\n",
    );
    assert_eq!(reduced, "ASSAULT actual rebels > Soldiers");
}

#[test]
fn a_second_verb_shares_subject_and_auxiliary() {
    let tree = "Mali Mali PROPN NNP 3 nsubj\nmight might AUX MD 3 aux\nattack attack VERB VB 0 root\nChad Chad PROPN NNP 3 obj\nand and CCONJ CC 6 cc\nshell shell VERB VB 3 conj\nNiger Niger PROPN NNP 6 obj\n";
    assert_eq!(told(tree), "ASSAULT hypothetical Mali > Chad\nASSAULT hypothetical Mali > Niger");
}

#[test]
fn words_that_belong_to_the_trigger_are_no_side() {
    let tree = "Soldiers soldier NOUN NNS 2 nsubj\nopened open VERB VBD 0 root\nfire fire NOUN NN 2 obj\non on ADP IN 5 case\nrebels rebel NOUN NNS 2 obl\n";
    assert_eq!(told(tree), "ASSAULT actual Soldiers > rebels");
}

#[test]
fn a_light_verb_lends_its_subject_to_the_noun() {
    let tree = "Mali Mali PROPN NNP 2 nsubj\nlaunched launch VERB VBD 0 root\na a DET DT 4 det\nraid raid NOUN NN 2 obj\non on ADP IN 6 case\nChad Chad PROPN NNP 4 nmod\n";
    assert_eq!(told(tree), "ASSAULT actual Mali > Chad");
}

#[test]
fn a_raid_in_which_somebody_is_attacked_is_made_by_whoever_attacks() {
    let tree = |preposition: &str| {
        format!(
            "Mali Mali PROPN NNP 2 nsubj\nattacked attack VERB VBD 0 root\nrebels rebel NOUN NNS 2 obj\n{preposition} {preposition} ADP IN 5 case\nraid raid NOUN NN 2 obl\non on ADP IN 7 case\nChad Chad PROPN NNP 5 nmod\n"
        )
    };
    assert_eq!(told(&tree("in")), "ASSAULT actual Mali > rebels\nASSAULT actual Mali > Chad");
    assert_eq!(told(&tree("after")), "ASSAULT actual Mali > rebels\nASSAULT actual ? > Chad");
}

#[test]
fn nobody_threatens_the_state_that_he_speaks_for() {
    let tree = |threatened: &str| {
        format!(
            "Mali Mali PROPN NNP 2 nsubj\nthreatened threaten VERB VBD 0 root\nto to PART TO 4 mark\nattack attack VERB VB 2 xcomp\n{threatened} {threatened} PROPN NNP 4 obj\n"
        )
    };
    assert_eq!(told(&tree("Niger")), "THREATEN actual Mali > Niger");
    assert_eq!(told(&tree("Bamako")), "THREATEN actual Mali > ");
}

#[test]
fn what_is_accused_is_alleged_and_done_by_the_accused() {
    let tree = "Mali Mali PROPN NNP 2 nsubj\naccused accuse VERB VBD 0 root\nChad Chad PROPN NNP 2 obj\nof of SCONJ IN 5 mark\nattacking attack VERB VBG 2 advcl\nNiger Niger PROPN NNP 5 obj\n";
    assert_eq!(told(tree), "ACCUSE actual Mali > Chad\nASSAULT alleged Chad > Niger");
}

#[test]
fn what_is_threatened_is_no_event_of_its_own() {
    let tree = "Mali Mali PROPN NNP 2 nsubj\nthreatened threaten VERB VBD 0 root\nto to PART TO 4 mark\nattack attack VERB VB 2 xcomp\nChad Chad PROPN NNP 4 obj\n";
    assert_eq!(told(tree), "THREATEN actual Mali > Chad");
    assert!(code(tree).no_events.iter().any(|no_event| no_event.reason.contains("no event of its own")));
}

#[test]
fn the_outermost_operator_decides() {
    let denied = "Mali Mali PROPN NNP 2 nsubj\ndenied deny VERB VBD 0 root\nthat that SCONJ IN 6 mark\nit it PRON PRP 6 nsubj\nmight might AUX MD 6 aux\nattack attack VERB VB 2 ccomp\nChad Chad PROPN NNP 6 obj\n";
    assert!(told(denied).starts_with("ASSAULT denied"), "{}", told(denied));
    let negated = "Mali Mali PROPN NNP 4 nsubj\ndid do AUX VBD 4 aux\nnot not PART RB 4 advmod\nattack attack VERB VB 0 root\nChad Chad PROPN NNP 4 obj\n";
    assert_eq!(told(negated), "ASSAULT negated Mali > Chad");
    let nothing = "Mali Mali PROPN NNP 2 nsubj\ndeclined decline VERB VBD 0 root\nto to PART TO 4 mark\nattack attack VERB VB 2 xcomp\nChad Chad PROPN NNP 4 obj\n";
    assert_eq!(told(nothing), "");
}

#[test]
fn the_future_makes_agreements_concessions_and_announcements() {
    let future = |verb: &str, preposition: &str| {
        format!(
            "Mali Mali PROPN NNP 3 nsubj\nwill will AUX MD 3 aux\n{verb} {verb} VERB VB 0 root\nsoldiers soldier NOUN NNS 3 obj\n{preposition} {preposition} ADP IN 6 case\nChad Chad PROPN NNP 3 obl\n"
        )
    };
    assert_eq!(told(&future("send", "to")), "AGREE actual Mali > Chad");
    assert_eq!(told(&future("withdraw", "from")), "CONCEDE actual Mali > Chad");
    assert_eq!(told(&future("attack", "in")), "ASSAULT announced Mali > soldiers");
}

#[test]
fn would_is_the_future_of_a_report_and_else_a_condition() {
    let reported = "Mali Mali PROPN NNP 2 nsubj\nsaid say VERB VBD 0 root\nit it PRON PRP 5 nsubj\nwould would AUX MD 5 aux\nattack attack VERB VB 2 ccomp\nChad Chad PROPN NNP 5 obj\n";
    assert!(told(reported).starts_with("ASSAULT announced"), "{}", told(reported));
    let condition =
        "Mali Mali PROPN NNP 3 nsubj\nwould would AUX MD 3 aux\nattack attack VERB VB 0 root\nChad Chad PROPN NNP 3 obj\n";
    assert_eq!(told(condition), "ASSAULT hypothetical Mali > Chad");
}

#[test]
fn a_report_gives_its_source() {
    let tree = "Mali Mali PROPN NNP 2 nsubj\nattacked attack VERB VBD 0 root\nChad Chad PROPN NNP 2 obj\n, , PUNCT , 6 punct\nNiger Niger PROPN NNP 6 nsubj\nsaid say VERB VBD 2 parataxis\n";
    let event = &code(tree).events[0];
    let codes: Vec<&str> =
        event.attribution.iter().filter_map(|source| source.entity.code.as_ref()).map(|code| code.value.as_str()).collect();
    assert_eq!(codes, ["NER"]);
}

/// Whether the word at a place of a tree, counted from one, is judged to have happened.
fn happened(tree: &str, word: usize) -> bool {
    const CLASSES: &[(&str, &str)] = &[
        (
            "classes/f.class",
            "class accomplishing\nwords manage, seem\n\nclass aspiring\nwords want\n\nclass hoping\nwords hope\n",
        ),
        ("composition/m.operator", "operator modal\nauxiliary might\ngives hypothetical\n"),
    ];
    let (knowledge, problems) = Knowledge::load(CLASSES);
    assert_eq!(problems, []);
    code::assertion::happened::happened(&document(tree), &knowledge, word - 1)
}

#[test]
fn tense_and_mood_tell_what_happened() {
    assert!(happened("They they PRON PRP 2 nsubj\nleft leave VERB VBD 0 root\n", 2));
    assert!(!happened("They they PRON PRP 3 nsubj\nmight might AUX MD 3 aux\nleave leave VERB VB 0 root\n", 3));
    assert!(!happened("They they PRON PRP 3 nsubj\nwill will AUX MD 3 aux\nleave leave VERB VB 0 root\n", 3));
    assert!(!happened("Leave leave VERB VB 0 root\nnow now ADV RB 1 advmod\n", 1), "an order");
    let condition = "Call call VERB VB 0 root\nif if SCONJ IN 4 mark\nthey they PRON PRP 4 nsubj\nleave leave VERB VBP 1 advcl\n";
    assert!(!happened(condition, 4));
}

#[test]
fn an_infinitive_leans_on_its_governor() {
    let governed = |form: &str, lemma: &str, tag: &str| {
        let tree = format!(
            "They they PRON PRP 2 nsubj\n{form} {lemma} VERB {tag} 0 root\nto to PART TO 4 mark\nleave leave VERB VB 2 xcomp\n"
        );
        happened(&tree, 4)
    };
    assert!(governed("managed", "manage", "VBD"));
    assert!(governed("seem", "seem", "VBP"));
    assert!(!governed("wanted", "want", "VBD"), "a wish, even a past one");
    assert!(!governed("have", "have", "VBP"), "a duty");
    assert!(governed("had", "have", "VBD"), "a duty that was done");
}

#[test]
fn what_is_hoped_for_has_not_happened_yet() {
    let tree = "I I PRON PRP 2 nsubj\nhope hope VERB VBP 0 root\nthey they PRON PRP 4 nsubj\nleave leave VERB VBP 2 ccomp\n";
    assert!(happened(tree, 2));
    assert!(!happened(tree, 4));
}
