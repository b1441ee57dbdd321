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
    Pair -82 -149 -120 None;
    // Acts.
    OtherCategory -94 -115 -122 None;
    SameRule 55 36 14 Some("same kind of act");
    SameCameo 6 6 55 None;
    CoarserCameo 39 26 27 None;
    OtherCameo -32 -66 -80 None;
    // Days.
    SameDay 151 213 200 Some("same day");
    NightsMeet 0 0 0 None;
    NextDay 6 80 29 None;
    ToldNextDay 76 135 26 Some("told as news the day after");
    ToldWithinDays -38 -13 12 None;
    ToldWithinWeek -25 -98 36 None;
    ToldLater -73 -86 -122 None;
    ToldBefore -19 -30 -24 None;
    PublishedSameDay 73 68 67 Some("published the same day");
    PublishedNextDay -26 -4 -69 None;
    PublishedWithinWeek -78 -98 -126 None;
    SameStretch 76 82 70 Some("same period");
    WithinShortStretch 32 28 40 None;
    StretchesOverlap 65 121 65 None;
    WithinLongStretch -121 -188 -119 None;
    StretchesMeet -55 -83 -74 None;
    UndatedFresh 16 57 6 None;
    UndatedRecent -85 -176 -61 None;
    UndatedOld -72 -133 -72 None;
    BothUndated 15 -23 -3 None;
    // Places.
    SameTown 110 106 90 Some("same place");
    SameRegion 52 96 52 None;
    NearTown 15 56 25 Some("near each other");
    FarTown -17 -13 -10 None;
    OtherName -64 -8 -29 None;
    OtherCountry -64 -82 -56 None;
    // Sides.
    SameActor 22 -18 -42 Some("same actor");
    OtherActor -80 -147 -84 None;
    ActorUnknown -24 16 7 None;
    SameActorName 88 66 87 Some("same person or body acts");
    SameRecipient -6 -70 -36 Some("same recipient");
    OtherRecipient -64 -73 -112 None;
    RecipientUnknown -12 -6 29 None;
    SameRecipientName 68 64 99 Some("same person or body is acted upon");
    SameSector 72 91 10 None;
    Crossed -33 -53 -30 None;
    // Numbers.
    SameNumber 14 -19 -2 Some("same numbers");
    SameSmallNumber -19 -76 -33 None;
    AgreeingNumber -7 -27 -12 Some("numbers agree");
    OtherNumber -10 -59 -24 None;
    FarNumber -128 -113 -85 None;
    // Words.
    NoWords -51 -202 -209 None;
    FewWords -74 -124 -122 None;
    SomeWords -54 -42 -35 None;
    ManyWords -23 1 32 Some("many same words");
    MostWords 98 207 203 Some("mostly the same words");
    OneName 20 26 89 Some("a name in common");
    Names -3 -12 32 Some("names in common");
    OtherNames -35 -10 -10 None;
    // Reports.
    SameSentence 23 12 12 Some("told in one sentence");
    SameReport -74 -40 -40 None;
    NearInReport -45 -24 -24 Some("told side by side");
    HeadlineOfReport 116 62 62 Some("headline of the report");
    SamePublisherLater -37 -84 -21 None;
    BothOpenings 23 24 42 None;
    // Reality.
    OtherStage 33 -1 11 None;
    OneHistorical -4 -7 -4 None;
    BothHistorical 9 9 17 None;
    Negated 78 77 54 None;
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
