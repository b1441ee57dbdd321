//! What can be observed of two mentions, and how much each observation speaks for one happening.
//!
//! The weights are set by hand, by what each observation is worth to a reader and by how often it was right on three crises with gold
//! (`training/crises/`, and the development crisis). Learning them by logistic regression was tried: better on the crises learnt from,
//! worse on one left out, with and without these values as the centre that it is drawn to (`docs/incidents.md`).

macro_rules! observations {
    ($($name:ident $sentence:literal $headline:literal $report:literal $deeds:literal $words:literal $shown:expr;)*) => {
        /// One thing observed of two mentions.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[allow(missing_docs)] // the table beside says what each is worth, `likeness` when each holds
        pub enum Observation { $($name),* }

        impl Observation {
            /// What it is worth, in hundredths of a logit, by how two mentions stand to each other: in one sentence, in headline and
            /// text, in two sentences of one report; in two reports where both acts are deeds, and where they are done with words.
            fn weights(self) -> [i64; 5] {
                match self { $(Observation::$name => [$sentence, $headline, $report, $deeds, $words]),* }
            }

            /// All of them, in order.
            const ALL: &[Observation] = &[$(Observation::$name),*];

            /// The words by which reasons name it; none for what speaks against, or says little.
            pub fn reason(self) -> Option<&'static str> {
                match self { $(Observation::$name => $shown),* }
            }
        }
    };
}

observations! {
    // sentence headline report deeds words
    // Before anything is observed.
    Pair -100 -100 -100 -200 -200 None;
    // Acts.
    OtherCategory -100 -100 -100 -120 -150 None;
    SameRule 50 50 50 40 30 Some("same kind of act");
    SameCameo 20 20 20 20 50 None;
    CoarserCameo 20 20 20 20 20 None;
    OtherCameo -50 -50 -30 -50 -80 None;
    SameMode 30 40 80 50 0 Some("same weapon or manner");
    OtherMode -150 -80 -130 -120 0 None;
    OtherKind -200 -120 -180 -150 0 None;
    SameKind 0 0 40 100 0 Some("a deed of one particular kind");
    FightingAndDeed 0 0 0 -200 0 None;
    FightOrRaid -100 -60 -200 -100 0 None;
    OtherCraft -250 -120 -250 -400 0 None;
    OneReply 0 -60 -100 0 0 None;
    // Days.
    SameDay 150 150 150 200 200 Some("same day");
    OtherHour -150 0 -150 -250 0 None;
    OtherTime -200 0 0 0 0 None;
    NightsMeet -50 -50 -50 -80 -80 None;
    NextDay -80 -80 -100 110 -80 None;
    OtherDay -200 -200 -200 -300 -250 None;
    ToldNextDay 80 80 80 100 50 Some("told as news the day after");
    ToldWithinDays -40 -40 -80 -40 -20 None;
    ToldWithinWeek -80 -80 -80 -100 -60 None;
    ToldLater -100 -100 -100 -150 -150 None;
    ToldBefore -50 -50 -50 -50 -50 None;
    PublishedSameDay 80 80 80 80 100 Some("published the same day");
    PublishedNextDay -20 -20 -20 0 -40 None;
    PublishedWithinWeek -100 -100 -100 -120 -150 None;
    SameStretch 100 100 100 150 150 Some("same period");
    WithinShortStretch -30 30 30 30 30 None;
    StretchesOverlap 50 50 50 80 50 None;
    WithinLongStretch -120 -120 -180 -180 -120 None;
    StretchesMeet -150 -60 -60 -80 -80 None;
    UndatedFresh 20 20 20 50 20 None;
    UndatedRecent -80 -80 -150 -150 -80 None;
    BothUndated 20 20 20 0 0 None;
    // Places.
    SameTown 120 120 120 140 80 Some("same place");
    SameRegion 40 40 40 50 40 None;
    NearTown 30 30 30 50 20 Some("near each other");
    FarTown -150 -150 -150 -200 -80 None;
    OtherName -150 -100 -180 -60 -40 None;
    OtherCountry -80 -80 -80 -80 -50 None;
    // Sides.
    SameActor 30 30 60 30 0 Some("same actor");
    OtherActor -100 -80 -130 -200 -100 None;
    ActorUnknown 0 0 0 0 0 None;
    SameActorName 60 60 60 60 80 Some("same person or body acts");
    SameRecipient 20 20 20 20 20 Some("same recipient");
    OtherRecipient -60 -60 -90 -100 -100 None;
    RecipientUnknown 0 0 0 0 0 None;
    SameRecipientName 60 60 60 60 80 Some("same person or body is acted upon");
    SameSector 40 40 40 50 20 None;
    OtherSector 0 -40 -60 0 0 None;
    Crossed -150 -150 -150 -80 -40 None;
    // Numbers.
    SameNumber 60 60 60 100 50 Some("same numbers");
    SameSmallNumber 20 20 20 20 20 None;
    AgreeingNumber 30 30 30 30 20 Some("numbers agree");
    OtherNumber -20 -20 -20 -30 -20 None;
    OtherVictims -100 -100 -100 -100 0 None;
    FarNumber -100 -100 -100 -100 -60 None;
    // Words.
    NoWords -40 -40 -20 -140 -180 None;
    FewWords -40 -40 -20 -110 -110 None;
    SomeWords -20 -20 -20 -30 -30 None;
    ManyWords 30 30 0 50 60 Some("many same words");
    MostWords 100 100 50 200 220 Some("mostly the same words");
    OneName 20 20 0 40 80 Some("a name in common");
    Names 40 40 0 80 100 Some("names in common");
    OtherNames -30 -30 -30 -20 -20 None;
    // Reports.
    SideBySide -200 0 0 0 0 None;
    SameSentence 30 30 30 0 0 Some("told in one sentence");
    SaidAlso 0 0 -100 0 0 None;
    OtherPerson -250 0 -250 0 0 None;
    OneMore 0 0 -350 0 0 None;
    RefersBack 0 50 110 0 0 Some("told as known");
    SameReport -50 -50 -50 0 0 None;
    NearInReport -20 -20 -20 0 0 Some("told side by side");
    HeadlineOfReport 110 110 110 0 0 Some("headline of the report");
    HeadlineOfLater 80 80 80 0 0 Some("headline of the report");
    SamePublisherLater -40 -40 -40 -30 -40 None;
    OneHandTwoDays -100 -100 -100 -250 -150 None;
    BothOpenings 20 20 20 30 40 None;
    // Two shootings of one day are alike in all but what is particular to each.
    NothingParticular 0 0 0 -120 -40 None;
    // Reality.
    OtherStage -150 -150 -150 -450 -400 None;
    OneHistorical -50 -50 -50 -60 -40 None;
    BothHistorical 20 20 20 20 20 None;
    Negated 30 30 50 0 30 None;
}

/// What all observations are worth, in order.
pub fn values() -> impl Iterator<Item = i64> {
    Observation::ALL.iter().flat_map(|observation| observation.weights())
}

impl Observation {
    /// Whether it ties two mentions to one happening and not only to one kind of act on one day.
    pub fn is_particular(self) -> bool {
        use Observation::{
            AgreeingNumber, ManyWords, MostWords, Names, NearTown, OneName, SameActorName, SameNumber, SameRecipientName,
            SameStretch, SameTown, SomeWords,
        };
        matches!(
            self,
            SameTown
                | NearTown
                | SameActorName
                | SameRecipientName
                | SameNumber
                | AgreeingNumber
                | SomeWords
                | ManyWords
                | MostWords
                | OneName
                | Names
                | SameStretch
        )
    }

    /// What it is worth in hundredths of a logit between two mentions that stand so to each other.
    pub fn weight(self, between: Between) -> i64 {
        let [sentence, headline, report, deeds, words] = self.weights();
        match between {
            Between::Sentence => sentence,
            Between::Headline => headline,
            Between::Report => report,
            Between::Deeds => deeds,
            Between::DeedAndWords => (deeds + words) / 2,
            Between::Words => words,
        }
    }
}

/// How two mentions stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Between {
    /// In one sentence.
    Sentence,
    /// In the headline of a report and its text.
    Headline,
    /// In two sentences of a report.
    Report,
    /// In two reports, both deeds.
    Deeds,
    /// In two reports, one a deed, the other done with words.
    DeedAndWords,
    /// In two reports, both done with words.
    Words,
}
