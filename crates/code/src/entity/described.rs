//! Descriptions and pronouns: "the two countries", "its neighbor", "they", "which".

use super::*;

impl Resolver<'_> {
    /// "the two countries", "both sides": the two that the article speaks of.
    pub(super) fn several(&self, head: TokenId) -> Option<Vec<Identity>> {
        let doc = self.doc;
        let plural = doc.feature(head, "Number") == Some("Plur");
        let each = doc.children_by(head, Relation::Det).any(|det| matches!(doc.lemma(det), "each" | "either"));
        if !self.knowledge.classes.contains("several", doc.lemma(head)) || !plural && !each {
            return None;
        }
        let counts_two = doc.children(head).any(|child| {
            let counts = matches!(
                doc.tokens[child].relation,
                Relation::Nummod | Relation::Det | Relation::DetPredet | Relation::Amod | Relation::CcPreconj | Relation::Advmod
            );
            counts
                && matches!(
                    doc.lemma(child),
                    "two" | "2" | "both" | "neighboring" | "neighbouring" | "warring" | "nuclear" | "each" | "either"
                )
        });
        let first = doc.sentence_of(head).tokens.start as TokenId;
        let counts_two = counts_two || head > first && matches!(doc.lemma(head - 1), "both" | "two");
        // "Its two neighbours" are somebody's, "two other leaders" and "both Dulaim chiefs" are told apart from those of the article.
        let qualified = doc.children(head).any(|child| match doc.tokens[child].relation {
            Relation::NmodPoss => true,
            Relation::Compound => doc.tokens[child].upos == Upos::PROPN,
            _ => matches!(doc.lemma(child), "other" | "more" | "another"),
        });
        if !counts_two || qualified {
            return None;
        }
        let span = phrase::span(doc, head);
        let rivals = || self.focus.rivals.clone().map(|[first, second]| (first, second));
        let (first, second) = self.focus.pair(head).or_else(rivals)?;
        let by: Arc<str> = Arc::from("classes/entity.class#several");
        let role = self.role(head).and_then(|(role, _)| role.sector.clone());
        let identities = [first, second].into_iter().filter_map(|code| {
            let mut identity = self.country(&code, span, &by)?;
            if let (Some(role), Some(sector)) = (&role, &mut identity.sector) {
                sector.value.clone_from(role);
            }
            identity.antecedent = self.mention_before(&code, head);
            Some(identity)
        });
        Some(identities.collect())
    }

    /// "its southern neighbor", "the rival": the other country.
    pub(super) fn counterpart(&self, head: TokenId, depth: usize) -> Option<Identity> {
        let doc = self.doc;
        // "Its allies", "Ruria's neighbours": several others, of whom nothing more is known.
        if let (true, Some(owner)) = (doc.feature(head, "Number") == Some("Plur"), doc.child(head, Relation::NmodPoss))
            && self.knowledge.classes.contains("associates", doc.lemma(head))
            && self.identify_within(owner, depth.saturating_sub(1)).iter().any(|owner| owner.nature == Nature::State)
        {
            return Some(Identity { nature: Nature::Body, ..Identity::default() });
        }
        if !self.knowledge.classes.contains("counterpart", doc.lemma(head)) {
            return None;
        }
        // "rival South Korea" and "its neighbour Mali" name it.
        let owner = doc.child(head, Relation::NmodPoss)?;
        let owner = self.identify_within(owner, depth.saturating_sub(1)).into_iter().next()?;
        // A politician's rival is at home, his host is abroad.
        if owner.nature == Nature::Person && doc.lemma(head) != "host" {
            return None;
        }
        let own = owner.code?.value;
        let other = self.focus.counterpart(&own, head)?;
        let mut identity = self.country(&other, phrase::span(doc, head), &Arc::from("classes/entity.class#counterpart"))?;
        identity.antecedent = self.mention_before(&other, head);
        Some(identity)
    }

    pub(super) fn pronoun(&self, head: TokenId, depth: usize) -> Vec<Identity> {
        let doc = self.doc;
        // A pronoun that is only known to be one with an earlier pronoun is not known.
        let named = |range: TokenRange| doc.tokens[range.start as TokenId].upos != Upos::PRON || range.ids().len() > 1;
        let link = doc.link_at(head).filter(|link| named(link.antecedent));
        if let Some(subject) = self.whose_own(head) {
            return self.standing_for(subject, depth);
        }
        let relative = doc.feature(head, "PronType") == Some("Rel") || matches!(doc.lemma(head), "who" | "which");
        if let (None, true, Some(noun)) = (link, relative, self.noun_before(head)) {
            return self.standing_for(noun, depth);
        }
        let speaker = || self.speaker_above(head).or_else(|| self.speaker_around(head));
        if let (None, Some(speaker)) = (link, speaker()) {
            return self.standing_for(speaker, depth);
        }
        let Some(link) = link else {
            if let Some(own) = self.publishers(head) {
                return vec![own];
            }
            let lemma = doc.lemma(head).to_lowercase();
            let human =
                matches!(lemma.as_str(), "he" | "she" | "they" | "we" | "i" | "who" | "you" | "someone" | "everyone" | "nobody");
            return vec![
                self.part_of(head, depth)
                    .unwrap_or(Identity { nature: if human { Nature::Person } else { Nature::Thing }, ..Identity::default() }),
            ];
        };
        let range = link.antecedent;
        let above =
            range.ids().find(|&token| doc.head(token).is_none_or(|head| !range.contains(head))).unwrap_or(range.start as TokenId);
        let mut identities = Vec::new();
        for part in phrase::conjuncts(doc, above) {
            identities.extend(self.identify_within(part, depth.saturating_sub(1)));
        }
        let human = matches!(doc.lemma(head), "he" | "she" | "we" | "I");
        for identity in &mut identities {
            identity.antecedent = identity.antecedent.or(Some(doc.span_of(range)));
            if human && identity.nature == Nature::Thing {
                identity.nature = Nature::Person;
            }
        }
        identities
    }

    /// Who a pronoun is that stands for a phrase.
    fn standing_for(&self, head: TokenId, depth: usize) -> Vec<Identity> {
        let mut identities = self.identify_within(head, depth.saturating_sub(1));
        for identity in &mut identities {
            identity.antecedent = identity.antecedent.or(Some(phrase::span(self.doc, head)));
        }
        identities
    }

    /// "Hezbollah said the group had fired rockets": the armed group, party or organisation named last, shortly before.
    pub(super) fn group_meant(&self, head: TokenId) -> Option<Identity> {
        let doc = self.doc;
        if !self.knowledge.classes.contains("group-named-before", doc.lemma(head)) || &*doc.tokens[head].xpos != "NN" {
            return None;
        }
        let told_apart = |child: TokenId| {
            let relation = doc.tokens[child].relation.universal();
            matches!(relation, "amod" | "compound" | "nmod" | "acl" | "nummod" | "appos" | "conj" | "flat")
        };
        let the = doc.children_by(head, Relation::Det).any(|det| doc.lower_form(det) == "the");
        if !the || doc.children(head).any(told_apart) {
            return None;
        }
        let sentence = doc.sentence_number(head);
        let first = doc.sentences[sentence.saturating_sub(1)];
        let from =
            if first.paragraph == doc.sentences[sentence].paragraph { first } else { doc.sentences[sentence] }.tokens.start;
        let named = self.focus.actors_before(head).iter().rev().take_while(|(token, _)| *token >= from as TokenId);
        let (token, _) = named.into_iter().find(|(_, actor)| self.knowledge.actors.all[*actor].kind == ActorKind::Group)?;
        let found = self.name_from(*token)?;
        let identity = self.of_name(&found, head).into_iter().next()?;
        Some(Identity { antecedent: Some(doc.span_of(found.tokens)), ..identity })
    }

    /// "The president killed thousands of his own people": what is somebody's own is that of the subject of its verb.
    fn whose_own(&self, pronoun: TokenId) -> Option<TokenId> {
        let doc = self.doc;
        let noun = doc.head(pronoun).filter(|_| doc.tokens[pronoun].relation == Relation::NmodPoss)?;
        let own = doc.lower_lemma(pronoun + 1) == "own" && pronoun + 1 < noun;
        let mut at = noun;
        while own && matches!(doc.tokens[at].relation, Relation::Nmod | Relation::Conj) {
            at = doc.head(at)?;
        }
        let governed = matches!(doc.tokens[at].relation, Relation::Obj | Relation::Obl | Relation::Iobj);
        let verb = doc.head(at).filter(|&verb| own && governed && doc.tokens[verb].upos == Upos::VERB)?;
        let subject = clause::place(doc, verb, &[], None, &knowledge::Atom::Subject).into_iter().next()?;
        (subject != pronoun && doc.tokens[subject].upos.is_noun()).then_some(subject)
    }

    /// "North Korea said it will ...": the subject of the report that the pronoun is the subject of.
    pub(super) fn speaker_above(&self, pronoun: TokenId) -> Option<TokenId> {
        let doc = self.doc;
        let mut clause = match doc.tokens[pronoun].relation {
            relation if relation.is_subject() => {
                Some(pronoun).filter(|&word| matches!(doc.lemma(word), "it" | "he" | "she" | "they" | "we" | "I"))?;
                doc.head(pronoun)?
            }
            // "The premier said that her country's army had fired": whose is told by nothing nearer.
            Relation::NmodPoss => {
                let mut noun = doc.head(pronoun)?;
                while doc.tokens[noun].relation == Relation::NmodPoss {
                    noun = doc.head(noun)?;
                }
                Some(noun).filter(|&noun| doc.tokens[noun].relation.is_subject()).and_then(|noun| doc.head(noun))?
            }
            _ => return None,
        };
        while doc.tokens[clause].relation == Relation::Conj || doc.tokens[clause].relation == Relation::Xcomp {
            clause = doc.head(clause)?;
        }
        let report = doc.head(clause).filter(|_| matches!(doc.tokens[clause].relation, Relation::Ccomp | Relation::Advcl))?;
        let subject = clause::place(doc, report, &[], None, &knowledge::Atom::Subject).into_iter().next()?;
        let plural = doc.feature(subject, "Number") == Some("Plur") || doc.children_by(subject, Relation::Conj).next().is_some();
        let agrees = match doc.form(pronoun).to_lowercase().as_str() {
            "they" | "their" | "we" | "our" => true,
            _ => !plural,
        };
        (agrees && subject != pronoun).then_some(subject)
    }

    /// "We will not yield", said by a minister: the speaker's side, for which the speaker stands.
    fn speaker_around(&self, pronoun: TokenId) -> Option<TokenId> {
        let doc = self.doc;
        if !matches!(doc.lemma(pronoun), "we" | "our" | "us") {
            return None;
        }
        let here = doc.tokens[pronoun].span;
        let begun = doc.quotes.partition_point(|quote| quote.span.start <= here.start);
        let quote = doc.quotes[..begun].iter().rev().take(3).find(|quote| quote.span.contains(here))?;
        quote.speaker.map(|speaker| speaker as TokenId)
    }

    /// "We demand", "our troops" in a publisher's own voice: its country.
    fn publishers(&self, pronoun: TokenId) -> Option<Identity> {
        let doc = self.doc;
        let here = doc.tokens[pronoun].span;
        let own = matches!(doc.form(pronoun).to_lowercase().as_str(), "we" | "our" | "us" | "ourselves");
        if !own || doc.quotes.iter().any(|quote| quote.span.contains(here)) {
            return None;
        }
        let code = Found::at(self.focus.publisher.clone()?, here, Origin::Engine("the country of the publisher"));
        Some(Identity { code: Some(code), nature: Nature::Body, ..Identity::default() })
    }

    /// The noun that a relative pronoun follows, across a comma or a preposition.
    pub(super) fn noun_before(&self, pronoun: TokenId) -> Option<TokenId> {
        let first = self.doc.sentence_of(pronoun).tokens.start as TokenId;
        // "a Ukrainian who": a nationality may be tagged as an adjective.
        let nominal = |token: TokenId| {
            self.doc.tokens[token].upos.is_noun() || token + 1 == pronoun && self.doc.tokens[token].upos == Upos::ADJ
        };
        (first..pronoun).rev().take(3).find(|&token| nominal(token))
    }
}
