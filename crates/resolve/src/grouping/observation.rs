//! What can be observed of two mentions, and how much each observation speaks for one happening.

macro_rules! observations {
    ($($name:ident $within:literal $deeds:literal $words:literal $shown:expr;)*) => {
        /// One thing observed of two mentions.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[allow(missing_docs)] // the table beside says what each is worth, `likeness` when each holds
        pub enum Observation { $($name),* }

        impl Observation {
            /// All observations, in order.
            pub const ALL: &'static [Observation] = &[$(Observation::$name),*];

            /// What it is worth, in hundredths of a logit: within one report; across reports where both acts are deeds, and where
            /// they are done with words.
            fn weights(self) -> (i64, i64, i64) {
                match self { $(Observation::$name => ($within, $deeds, $words)),* }
            }

            /// The words by which reasons name it; none for what speaks against, or says little.
            pub fn reason(self) -> Option<&'static str> {
                match self { $(Observation::$name => $shown),* }
            }
        }
    };
}

observations! {
    // Before anything is observed.
    Pair -89 -156 -96 None;
    // Acts.
    OtherCategory -77 -132 -118 None;
    SameRule 63 37 54 Some("same kind of act");
    SameCameo -12 4 50 None;
    CoarserCameo 24 24 24 None;
    OtherCameo -24 -52 -52 None;
    // Days.
    SameDay 194 206 230 Some("same day");
    NightsMeet 0 0 0 None;
    NextDay -22 52 -8 None;
    ToldNextDay 39 195 33 Some("told as news the day after");
    ToldWithinDays -5 3 34 None;
    ToldWithinWeek -42 -136 25 None;
    ToldLater -86 -105 -139 None;
    ToldBefore 2 18 -13 None;
    PublishedSameDay 82 70 100 Some("published the same day");
    PublishedNextDay 21 60 1 None;
    PublishedWithinWeek -61 -78 -95 None;
    SameStretch 33 49 44 Some("same period");
    WithinShortStretch -36 3 5 None;
    StretchesOverlap 36 68 36 None;
    WithinLongStretch -111 -172 -117 None;
    StretchesMeet -57 -91 -72 None;
    UndatedFresh 88 113 30 None;
    UndatedRecent -111 -216 -101 None;
    UndatedOld -86 -159 -86 None;
    BothUndated 32 -35 -2 None;
    // Places.
    SameTown 102 117 77 Some("same place");
    SameRegion 0 0 0 None;
    NearTown 42 64 37 Some("near each other");
    FarTown -13 -15 -10 None;
    OtherName -38 -31 -31 None;
    OtherCountry -32 -25 -25 None;
    // Sides.
    SameActor 46 17 -26 Some("same actor");
    OtherActor -101 -157 -94 None;
    ActorUnknown -34 -16 25 None;
    SameActorName 57 10 29 Some("same person or body acts");
    SameRecipient -4 -53 -36 Some("same recipient");
    OtherRecipient -71 -102 -107 None;
    RecipientUnknown -14 0 47 None;
    SameRecipientName 52 51 80 Some("same person or body is acted upon");
    SameSector 151 140 70 None;
    Crossed -36 -59 -33 None;
    // Numbers.
    SameNumber 34 33 24 Some("same numbers");
    SameSmallNumber -16 -65 -28 None;
    AgreeingNumber 26 -4 8 Some("numbers agree");
    OtherNumber -27 -39 -23 None;
    FarNumber -147 -117 -93 None;
    // Words.
    NoWords -86 -188 -154 None;
    FewWords -74 -99 -95 None;
    SomeWords -81 -52 -47 None;
    ManyWords 27 -40 47 Some("many same words");
    MostWords 76 196 128 Some("mostly the same words");
    OneName 4 60 47 Some("a name in common");
    Names 32 29 61 Some("names in common");
    OtherNames -43 -3 -17 None;
    // Reports.
    SameSentence 50 27 27 Some("told in one sentence");
    SameReport -108 -58 -58 None;
    NearInReport -35 -19 -19 Some("told side by side");
    HeadlineOfReport 92 50 50 Some("headline of the report");
    SamePublisherLater -17 -39 -10 None;
    BothOpenings -22 18 -82 None;
    // Reality.
    OtherStage -1 -2 -1 None;
    OneHistorical -7 -13 -7 None;
    BothHistorical 12 12 22 None;
    Negated 95 100 68 None;
}

impl Observation {
    /// What it is worth within a report or across two, where so many of the two acts (none, one, two) are done with words; one is
    /// taken as half and half.
    pub fn weight(self, within_report: bool, spoken: usize) -> i64 {
        let (within, deeds, words) = self.weights();
        match spoken {
            _ if within_report => within,
            0 => deeds,
            1 => (deeds + words) / 2,
            _ => words,
        }
    }
}
